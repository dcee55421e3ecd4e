import Foundation
public import Settings

/// A fingerprint of the files of an installation, by which it is seen whether they are those that a daemon has read.
///
/// No protection against anybody: FNV-1a of names and contents.
public struct SiteFingerprint: Sendable, Equatable {
    /// By the event's name; the configuration's own, its languages and its calendar included, under the empty name.
    public var files: [String: String]

    /// A fingerprint that was kept as text; of nothing where there is none.
    public init(json: String?) {
        files = json.flatMap { try? JSONDecoder().decode([String: String].self, from: Data($0.utf8)) } ?? [:]
    }

    /// The fingerprint as text.
    public var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return (try? encoder.encode(files)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }

    /// Looks at the files of an installation as they are now.
    ///
    /// - Parameter path: of the configuration, which may have faults.
    public init(configuration path: String) {
        files = [:]
        let folder = (path as NSString).deletingLastPathComponent
        var own = FNV()
        own.add(file: path)
        own.add(folder: (folder.isEmpty ? "." : folder) + "/languages")
        let configuration = try? Configuration.load(path: path)
        if let calendar = configuration?.calendar { own.add(file: calendar) }
        files[""] = own.text
        guard let events = configuration?.events ?? Configuration.eventsFolder(path: path) else { return }
        for name in Site.eventNames(in: events) {
            var event = FNV()
            event.add(folder: "\(events)/\(name)")
            files[name] = event.text
        }
    }

    /// What is not what it was: names of events, and the empty name for the configuration.
    public func differences(from loaded: SiteFingerprint) -> [String] {
        Set(files.keys).union(loaded.files.keys).filter { files[$0] != loaded.files[$0] }.sorted()
    }

    /// Fowler, Noll and Vo's hash, variant 1a, of 64 bits.
    private struct FNV {
        private var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        var text: String { String(hash, radix: 16) }

        mutating func add(file: String) {
            add(Data(file.utf8))
            // An editor's work between two looks is seen by the contents alone.
            add(FileManager.default.contents(atPath: file) ?? Data("none".utf8))
        }

        mutating func add(folder: String) {
            let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
            // What editors keep beside a file is none of the event's.
            let own = names.filter { name in
                let last = (name as NSString).lastPathComponent
                return !last.hasPrefix(".") && !last.hasSuffix("~") && !last.hasPrefix("#")
            }
            for name in own.sorted() {
                var isFolder: ObjCBool = false
                let path = "\(folder)/\(name)"
                guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
                    !isFolder.boolValue
                else {
                    continue
                }
                add(file: path)
            }
        }

        private mutating func add(_ data: Data) {
            for byte in data { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
            hash = (hash ^ 0xFF) &* 0x100_0000_01b3
        }
    }
}
