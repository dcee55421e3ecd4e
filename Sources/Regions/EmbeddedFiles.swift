import CEmbedded

/// Files compiled into the programs: the table of regions, the list of given names, everything below `config/`.
public enum EmbeddedFiles {
    /// A file by its path: `regions.tsv`, or a path below the repository such as `config/vestnik.json5`.
    public struct File: Sendable, Hashable {
        /// The path, with `/` between its parts.
        public let path: String
        /// The content.
        public let bytes: [UInt8]
    }

    /// Every embedded file, in the order of the table.
    public static let all: [File] = {
        var files: [File] = []
        var index: Int32 = 0
        while let file = embedded_file_at(index), let path = file.pointee.path {
            let bytes = UnsafeBufferPointer(start: file.pointee.bytes, count: file.pointee.count)
            files.append(File(path: String(cString: path), bytes: Array(bytes)))
            index += 1
        }
        return files
    }()

    /// The bytes of the file at `path`; nil when nothing is embedded there.
    public static func bytes(of path: String) -> [UInt8]? {
        all.first { $0.path == path }?.bytes
    }

    /// The text of the file at `path`, wrong UTF-8 repaired; nil when nothing is embedded there.
    public static func text(of path: String) -> String? {
        bytes(of: path).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The embedded files below `folder` (`config/events/annual-meeting`), their paths relative to it.
    public static func below(_ folder: String) -> [File] {
        let prefix = folder.hasSuffix("/") ? folder : folder + "/"
        return all.filter { $0.path.hasPrefix(prefix) }
            .map { File(path: String($0.path.dropFirst(prefix.count)), bytes: $0.bytes) }
    }
}
