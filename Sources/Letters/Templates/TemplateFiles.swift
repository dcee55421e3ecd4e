import Foundation
import Regions
import Wording

/// The files of an event's folder that letters are made of: `templates/`, `layout.html`, `attachments/`.
public struct TemplateFiles: Sendable {
    /// The bytes by path relative to the event's folder: `templates/confirmation.ru.md`.
    public let bytes: [String: [UInt8]]
    /// The folder as error messages name it.
    public let folder: String
    /// The languages that letters may be in.
    public var languages = LetterLanguages.builtIn

    /// The files `bytes` by their paths, in `folder`.
    public init(_ bytes: [String: [UInt8]], folder: String = "") {
        self.bytes = bytes
        self.folder = folder
    }

    /// How many bytes one file may have.
    private static let mostBytes = 25_000_000

    /// Reads the files from the event's folder on disk.
    ///
    /// - Throws: ``LetterFaults`` naming each file that cannot be read, or is larger than 25 MB.
    public static func load(folder: String) throws(LetterFaults) -> Self {
        var found: [String: [UInt8]] = [:]
        var faults: [Wording] = []
        func read(_ path: String) {
            let full = folder + "/" + path
            var isFolder: ObjCBool = false
            if FileManager.default.fileExists(atPath: full, isDirectory: &isFolder), isFolder.boolValue {
                return
            }
            guard let data = FileManager.default.contents(atPath: full) else {
                faults.append(TemplateReasons.unreadable(full))
                return
            }
            guard data.count <= mostBytes else {
                faults.append(TemplateReasons.tooLarge(full, bytes: data.count, most: mostBytes))
                return
            }
            found[path] = [UInt8](data)
        }
        if isThere(folder + "/layout.html") { read("layout.html") }
        for part in ["templates", "attachments", "layout"] where isThere(folder + "/" + part) {
            guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder + "/" + part) else {
                faults.append(TemplateReasons.unreadable("\(folder)/\(part)"))
                continue
            }
            for name in names.sorted() where !name.hasPrefix(".") { read("\(part)/\(name)") }
        }
        guard faults.isEmpty else { throw LetterFaults(faults) }
        return Self(found, folder: folder)
    }

    /// Whether something has this path, be it a link that leads nowhere.
    private static func isThere(_ path: String) -> Bool {
        (try? FileManager.default.attributesOfItem(atPath: path)) != nil
    }

    /// The files of the sample event that are compiled in.
    public static func embedded(event: String = "annual-meeting") -> Self {
        let folder = "config/events/" + event
        let files = EmbeddedFiles.below(folder).map { ($0.path, $0.bytes) }
        return Self(Dictionary(files, uniquingKeysWith: { first, _ in first }), folder: folder)
    }

    /// The text of the file at `path`, a byte order mark left out; nil where there is no such file.
    ///
    /// - Throws: the first place that is not UTF-8.
    func text(_ path: String) throws(LetterFaults) -> String? {
        guard var content = bytes[path] else { return nil }
        if content.starts(with: [0xEF, 0xBB, 0xBF]) { content.removeFirst(3) }
        if let text = String(validating: content, as: UTF8.self) { return text }
        let place = Self.firstFault(content)
        throw LetterFaults([
            TemplateReasons.notUTF8(shown(path), line: place.line, column: place.column)
        ])
    }

    /// Line and column of the first bytes that are no character.
    private static func firstFault(_ bytes: [UInt8]) -> (line: Int, column: Int) {
        var parser = Unicode.UTF8.ForwardParser()
        var rest = bytes.makeIterator()
        var (line, column) = (1, 1)
        while case .valid(let encoded) = parser.parseScalar(from: &rest) {
            if Unicode.UTF8.decode(encoded) == "\n" { (line, column) = (line + 1, 1) } else { column += 1 }
        }
        return (line, column)
    }
}

extension TemplateFiles {
    /// A path as error messages name it.
    func shown(_ path: String) -> String {
        folder.isEmpty ? path : folder + "/" + path
    }
}
