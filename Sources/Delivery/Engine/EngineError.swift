public import Wording

/// What the engine cannot go on from.
public enum EngineError: Error, Sendable, Worded {
    /// A file beside the database cannot be made or read: its path and the system's error number.
    case file(String, Int32)
    /// Another process already sends from this database; its process id where known.
    case alreadyRunning(pid: Int?)
    /// There is no database at this path.
    case noDatabase(String)
    /// There is no database at this path, and what lies beside it tells that letters went from one.
    case lostDatabase(String)
    /// There is no database at this path, for a restore was cut off.
    case cutOffRestore(String)
    /// The log beside the database at this path was written for another file.
    case foreignLog(String)
    /// The file at the database's place is another program's, or of another edition; the sentence says more.
    case foreign(Wording)
    /// The database cannot be used; the sentence says why.
    case database(Wording)
    /// Another program holds the database: trying again later helps; the sentence says more.
    case busy(Wording)
    /// A room reports something that configuration must mend.
    case configuration(Wording)

    /// A sentence for the person who runs the program.
    public var wording: Wording {
        switch self {
        case .file(let path, let number): "\(path): " + .systemError(number)
        case .alreadyRunning(let pid):
            Wording(
                ru: "из этой базы уже отправляет другой vestnikd\(pid.map { " (процесс \($0))" } ?? "")",
                en: "another vestnikd\(pid.map { " (process \($0))" } ?? "") already sends from this database"
            )
        case .noDatabase(let path):
            Wording(
                ru: "\(path): такой базы нет; её создаёт `vestnik init`",
                en: "\(path): no such database; `vestnik init` makes it"
            )
        case .lostDatabase(let path):
            Wording(
                ru:
                    "\(path): база исчезла, а письма из неё уже уходили: верните её из копии или начните заново "
                    + "командой `vestnik init`",
                en:
                    "\(path): the database is gone, and letters have gone from it: put a backup in its place, or "
                    + "begin anew with `vestnik init`"
            )
        case .cutOffRestore(let path): RestoreWords.cutOff(path)
        case .foreignLog(let path): RestoreWords.foreignLog(path)
        case .foreign(let message), .database(let message), .busy(let message), .configuration(let message):
            message
        }
    }
}
