public import HTTP
public import Settings
public import Wording

/// A request with what is known of it: the variables of its path, who asks, in which language.
public struct Visit: Sendable {
    /// The request.
    public let request: Request
    /// The values of the path's variables.
    public let variables: [String: String]
    /// Who asks; nil where nobody has said.
    public let person: Person?
    /// The reader's language: `ru` or `en`.
    public let language: String
    /// What all visits share.
    public let web: WebContext

    /// The value of a variable of the path.
    public subscript(name: String) -> String { variables[name] ?? "" }

    /// A sentence in the reader's language.
    public func text(_ wording: Wording) -> String { wording.text(in: language) }
}

/// Somebody who has said who they are.
public struct Person: Sendable, Hashable {
    /// As the log names them.
    public let name: String
    /// What they may do.
    public let role: DashboardSettings.Role
    /// The token that their forms must bring; nil where no session stands behind it, and no form is believed.
    public let formToken: String?

    /// Somebody.
    public init(name: String, role: DashboardSettings.Role, formToken: String?) {
        self.name = name
        self.role = role
        self.formToken = formToken
    }

    /// As the log has it: somebody who came by the web pages.
    public var actor: String { "\(name) (web)" }
}

/// Why a request is not done: an answer that its reader understands, a page or JSON.
public struct Refusal: Error, Sendable {
    /// The status.
    public let status: Status
    /// Why, for people.
    public let wording: Wording
    /// What is wrong with which field, where fields are wrong.
    public let fields: [(name: String?, wording: Wording)]
    /// Header fields beside the usual ones.
    public let headers: Fields

    /// A refusal.
    public init(
        _ status: Status,
        _ wording: Wording,
        fields: [(name: String?, wording: Wording)] = [],
        headers: Fields = Fields()
    ) {
        self.status = status
        self.wording = wording
        self.fields = fields
        self.headers = headers
    }
}
