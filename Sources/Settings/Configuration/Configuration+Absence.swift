internal import Glibc
public import Wording

extension Configuration {
    /// What is said of a configuration whose file is not there, or cannot be come at: the next step.
    ///
    /// - Parameter path: the file.
    /// - Returns: the sentence; nil where the file is there.
    public static func absence(of path: String) -> Wording? {
        guard access(path, F_OK) != 0 else { return nil }
        let problem = errno
        return problem == ENOENT ? FirstStartWords.noConfiguration(path) : "\(path): " + .systemError(problem)
    }
}
