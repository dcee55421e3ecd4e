import Glibc

/// Secrets that systemd hands to the service (`LoadCredential=`, systemd.exec(5)).
public enum Credentials {
    /// The folder they lie in; nil outside such a service.
    public static var folder: String? { environmentValue("CREDENTIALS_DIRECTORY") }

    /// The file of a credential; nil without a folder, or if the name could leave it.
    public static func path(of name: String, folder: String? = Credentials.folder) -> String? {
        guard let folder, !folder.isEmpty, !name.isEmpty, name != ".", name != ".." else { return nil }
        guard !name.utf8.contains(UInt8(ascii: "/")), !name.utf8.contains(0) else { return nil }
        return folder + "/" + name
    }
}

/// A variable of this process's environment; nil if it is absent or empty.
func environmentValue(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
}
