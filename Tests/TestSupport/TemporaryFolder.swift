import Foundation

/// A folder that is there as long as this object is.
public final class TemporaryFolder: Sendable {
    /// Its absolute path.
    public let path: String

    /// Makes an empty folder.
    public init() throws {
        var template = Array((NSTemporaryDirectory() + "/vestnik-test-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else { throw TestSupportError("cannot make a temporary folder") }
        path = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The path of a name within.
    public func path(_ name: String) -> String { path + "/" + name }

    /// Writes a file, folders on its way included; returns its path.
    @discardableResult
    public func write(_ text: String, to name: String) throws -> String {
        try write(Array(text.utf8), to: name)
    }

    /// Writes a file, folders on its way included; returns its path.
    @discardableResult
    public func write(_ bytes: [UInt8], to name: String) throws -> String {
        let url = URL(fileURLWithPath: path(name))
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(bytes).write(to: url)
        return url.path
    }

    /// Removes a file or folder.
    public func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: path(name)) }

    /// The bytes of a file.
    public func bytes(of name: String) throws -> [UInt8] {
        try Array(Data(contentsOf: URL(fileURLWithPath: path(name))))
    }

    /// A file as text, wrong bytes repaired.
    public func text(of name: String) throws -> String {
        String(decoding: try bytes(of: name), as: UTF8.self)
    }

    /// Names of the files and folders within, sorted.
    public func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    }
}

/// Something that a test needs and cannot have.
public struct TestSupportError: Error, CustomStringConvertible {
    /// What.
    public let description: String

    /// With a sentence for people.
    public init(_ description: String) { self.description = description }
}
