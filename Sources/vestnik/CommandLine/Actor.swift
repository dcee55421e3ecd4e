import Glibc
import Terminal
import Wording

/// Who acts, for the log: the real user, whom the system vouches for, and beside that the name that was given.
///
/// No variable of the environment is asked: whoever may run the program may set it.
struct Actor {
    /// The real user's id.
    let user: UInt32
    /// The name of that user; nil where the system knows none.
    let login: String?
    /// The name that was given; nil where none was.
    let name: String?

    /// Two acts with one identity are one person's, whatever names were given.
    var identity: String { "uid:\(user)" }

    /// As the log has it: `olga (uid 1000)`; with a name beside it `Е. А. Иванова (olga, uid 1000)`.
    var text: String {
        guard let name else { return login.map { "\($0) (uid \(user))" } ?? "uid \(user)" }
        let system = [login, "uid \(user)"].compactMap(\.self).joined(separator: ", ")
        return "\(name) (\(system))"
    }

    init(user: UInt32, login: String?, name: String?) {
        self.user = user
        self.login = login
        self.name = name
    }

    /// Whoever runs this process, with the name that was given to `--as`.
    init(as given: String?, user: UInt32) throws(UsageError) {
        var name: String?
        if let given {
            let words = Visible.line(given).split(whereSeparator: \.isWhitespace)
            if words.isEmpty {
                throw UsageError(
                    Wording(ru: "параметру --as нужно имя человека", en: "--as takes the name of a person")
                )
            }
            name = words.joined(separator: " ")
        }
        self.init(
            user: user,
            login: getpwuid(user)?.pointee.pw_name.map { String(cString: $0) },
            name: name
        )
    }
}

extension CommandContext {
    /// Who acts.
    var person: Actor {
        get throws(UsageError) { try Actor(as: invocation.value("as"), user: user) }
    }

    /// Who acts, as the log has it.
    var actor: String {
        get throws(UsageError) { try person.text }
    }

    /// The option that gives a name beside the user's.
    static let asName = Option.value(
        "as",
        "NAME",
        Wording(
            ru: "Имя того, кто действует: журнал назовёт его рядом с пользователем системы",
            en: "The name of who acts: the log has it beside the system's user"
        )
    )
}
