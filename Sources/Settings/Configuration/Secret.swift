import Foundation
public import Wording

/// A password or token that shows itself to nobody who does not ask for it by name.
public struct Secret: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    private let text: String

    /// Wraps a secret.
    public init(_ text: String) {
        self.text = text
    }

    /// The secret itself; only for the call that needs it.
    public var revealed: String { text }

    /// Dots, whatever it is.
    public var description: String { "•••" }
    /// Dots, whatever it is.
    public var debugDescription: String { "•••" }
    /// Nothing to reflect on.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Where a secret is kept; never the secret itself.
public enum SecretSource: Sendable, Hashable {
    /// The first line of a file, by absolute path.
    case file(String)
    /// A credential of systemd, by its name in `$CREDENTIALS_DIRECTORY`.
    case credential(String)

    /// Reads the secret now; it may have changed since the last time.
    ///
    /// - Parameter environment: of the process, for `CREDENTIALS_DIRECTORY`.
    /// - Returns: the secret without the line feed at its end.
    /// - Throws: ``SecretError`` when there is no file, it is not readable, empty or not UTF-8.
    public func read(environment: [String: String]) throws(SecretError) -> Secret {
        let path = try path(environment: environment)
        let data: Data
        do {
            data = try Data(contentsOf: URL(fileURLWithPath: path))
        } catch {
            throw SecretError(SecretWords.unreadable(path, reason(error)))
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw SecretError(SecretWords.notText(path))
        }
        // Only the first line counts: editors and `echo` end it with a line feed that is no part of it.
        let secret = text.prefix { $0 != "\n" && $0 != "\r\n" }
        guard !secret.isEmpty else {
            throw SecretError(SecretWords.empty(path))
        }
        guard !secret.unicodeScalars.contains(where: { $0.value < 32 || $0.value == 127 }) else {
            throw SecretError(SecretWords.controlCharacter(path))
        }
        return Secret(String(secret))
    }

    /// What is unwise about how it is kept: a file that every user of the machine can read.
    public var warning: Wording? {
        guard case .file(let path) = self,
            let mode = try? FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int,
            mode & 0o004 != 0
        else { return nil }
        return SecretWords.open(path)
    }

    private func path(environment: [String: String]) throws(SecretError) -> String {
        switch self {
        case .file(let path):
            return path
        case .credential(let name):
            guard let folder = environment["CREDENTIALS_DIRECTORY"], !folder.isEmpty else {
                throw SecretError(SecretWords.noCredential(name))
            }
            return folder + "/" + name
        }
    }
}

/// A secret that could not be had; the sentence never holds the secret.
public struct SecretError: Error, Sendable, Hashable, Worded {
    /// What is wrong and what to do.
    public let wording: Wording

    init(_ wording: Wording) {
        self.wording = wording
    }
}
