import Foundation
import Regions

/// The files of an event's folder that letters are made of: `templates/`, `layout.html`, `attachments/`.
public struct TemplateFiles: Sendable {
    /// The bytes by path relative to the event's folder: `templates/confirmation.ru.md`.
    public let bytes: [String: [UInt8]]
    /// The folder as error messages name it.
    public let folder: String

    /// The files `bytes` by their paths, in `folder`.
    public init(_ bytes: [String: [UInt8]], folder: String = "") {
        self.bytes = bytes
        self.folder = folder
    }

    /// Reads the files from the event's folder on disk.
    ///
    /// - Throws: ``LetterFaults`` naming each file that cannot be read, or is larger than 25 MB.
    public static func load(folder: String) throws(LetterFaults) -> Self {
        var found: [String: [UInt8]] = [:]
        var faults: [String] = []
        func read(_ path: String) {
            let full = folder + "/" + path
            guard let data = FileManager.default.contents(atPath: full) else {
                faults.append("\(full):1:1: cannot be read")
                return
            }
            guard data.count <= 25_000_000 else {
                faults.append("\(full):1:1: has \(data.count) bytes; letters carry at most 25000000")
                return
            }
            found[path] = [UInt8](data)
        }
        if FileManager.default.fileExists(atPath: folder + "/layout.html") { read("layout.html") }
        for part in ["templates", "attachments", "layout"] {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/" + part)) ?? []
            for name in names.sorted() where !name.hasPrefix(".") {
                var isFolder: ObjCBool = false
                let path = "\(folder)/\(part)/\(name)"
                if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue {
                    read("\(part)/\(name)")
                }
            }
        }
        guard faults.isEmpty else { throw LetterFaults(faults) }
        return Self(found, folder: folder)
    }

    /// The files of the sample event that are compiled in.
    public static func embedded(event: String = "annual-meeting") -> Self {
        let folder = "config/events/" + event
        let files = EmbeddedFiles.below(folder).map { ($0.path, $0.bytes) }
        return Self(Dictionary(files, uniquingKeysWith: { first, _ in first }), folder: folder)
    }

    /// The text of the file at `path`, wrong UTF-8 repaired and a byte order mark left out.
    func text(_ path: String) -> String? {
        guard var content = bytes[path] else { return nil }
        if content.starts(with: [0xEF, 0xBB, 0xBF]) { content.removeFirst(3) }
        return String(decoding: content, as: UTF8.self)
    }
}

extension TemplateFiles {
    /// A path as error messages name it.
    func shown(_ path: String) -> String {
        folder.isEmpty ? path : folder + "/" + path
    }
}
