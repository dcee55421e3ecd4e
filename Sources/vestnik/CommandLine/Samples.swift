import Glibc

/// The samples that were installed along with this program.
enum Samples {
    /// Their folder, found from where the program lies; nil where they were not installed.
    static let folder: String? = {
        guard let program = realpath("/proc/self/exe", nil) else { return nil }
        defer { free(program) }
        let parts = String(cString: program).split(separator: "/").dropLast(2)
        let folder = "/" + (parts + ["share", "doc", "vestnik", "examples"]).joined(separator: "/")
        return access(folder, F_OK) == 0 ? folder : nil
    }()
}
