/// How a program ends: the codes of sysexits.h that Vestnik promises.
public enum ExitCode: Int32, Sendable, CaseIterable {
    /// All done.
    case done = 0
    /// The command line cannot be understood.
    case usage = 64
    /// Input data are wrong.
    case badData = 65
    /// There is no such input.
    case noInput = 66
    /// A service that is needed cannot be reached.
    case unavailable = 69
    /// A fault of the program itself.
    case software = 70
    /// The output cannot be created.
    case cannotCreate = 73
    /// Reading or writing failed.
    case ioError = 74
    /// It may work later; something needs a person.
    case temporaryFailure = 75
    /// The configuration is wrong.
    case badConfiguration = 78
}
