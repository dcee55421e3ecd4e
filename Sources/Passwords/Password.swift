internal import CCrypt
internal import Glibc

/// Passwords as the system keeps them: hashed by yescrypt (crypt(5)), slow on purpose.
public enum Password {
    /// The longest that is taken, in bytes.
    public static let longest = 511

    /// A new hash of a password; nil where it is empty, too long, holds U+0000, or the system refuses.
    public static func hash(_ password: String) -> String? {
        guard isPossible(password), let salt = crypt_gensalt_ra("$y$", 0, nil, 0) else { return nil }
        defer { free(salt) }
        return made(password, String(cString: salt))
    }

    /// Whether a password is the one of a hash; takes as long whether it is or not.
    public static func verify(_ password: String, _ hash: String) -> Bool {
        guard isPossible(password), let made = made(password, hash) else { return false }
        return isEqual(made, hash)
    }

    /// Whether two texts are the same, in a time that tells nothing of where they differ.
    public static func isEqual(_ first: String, _ second: String) -> Bool {
        let (first, second) = (Array(first.utf8), Array(second.utf8))
        guard first.count == second.count else { return false }
        return zip(first, second).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static func isPossible(_ password: String) -> Bool {
        !password.isEmpty && password.utf8.count <= longest && !password.utf8.contains(0)
    }

    private static func made(_ password: String, _ setting: String) -> String? {
        var data: UnsafeMutableRawPointer?
        var size: Int32 = 0
        defer {
            // What was worked with tells of the password.
            if let data { explicit_bzero(data, Int(size)) }
            free(data)
        }
        guard let hash = crypt_ra(password, setting, &data, &size) else { return nil }
        let text = String(cString: hash)
        // Of what it does not know it makes `*0` or `*1`.
        return text.hasPrefix("*") ? nil : text
    }
}
