/// How the server answers: rules asked in order, the first that has an answer decides; without one the
/// server answers as a friendly relay would.
public struct Script: Sendable {
    /// Gives the answer, or nil to leave it to the next rule.
    ///
    /// Called on the session's own thread.
    public typealias Rule = @Sendable (Situation) -> Answer?

    private var rules: [Rule]

    /// A script of these rules.
    public init(_ rules: Rule...) { self.rules = rules }

    /// Accepts everything.
    public static let friendly = Script()

    /// The same script, with a rule after the others.
    public func adding(_ rule: @escaping Rule) -> Script {
        var copy = self
        copy.rules.append(rule)
        return copy
    }

    /// The same script, answering so at a stage; `occurrence` counts within the session from 1, nil: always.
    public func on(_ stage: Stage, occurrence: Int? = nil, _ answer: Answer) -> Script {
        adding { situation in
            guard situation.stage == stage else { return nil }
            guard occurrence == nil || occurrence == situation.occurrence else { return nil }
            return answer
        }
    }

    /// The same script, answering so to recipients whose local part begins with `prefix` (in lower case).
    public func onRecipient(_ prefix: String, _ answer: Answer) -> Script {
        adding { situation in
            guard situation.stage == .rcpt, situation.recipientLocalPart.hasPrefix(prefix) else { return nil }
            return answer
        }
    }

    /// Whether there is no rule at all.
    var isEmpty: Bool { rules.isEmpty }

    func answer(_ situation: Situation) -> Answer? {
        for rule in rules {
            if let answer = rule(situation) { return answer }
        }
        return nil
    }
}
