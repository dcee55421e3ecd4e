import Mail
import Settings
import Store

/// Return paths that tell letters apart (VERP): whatever comes back is recognised by where it comes to, also where a
/// server tells nothing else of the letter.
struct MarkedReturnPaths: Sendable {
    private let path: VariableReturnPath
    private let key: SecretKey

    /// Nil where nobody has configured them.
    init?(_ configuration: Configuration, _ key: SecretKey?) {
        guard let path = configuration.mailbox?.verp, let key else { return nil }
        (self.path, self.key) = (path, key)
    }

    /// The return path of a message's letter.
    func made(for message: ClaimedMessage) -> String {
        path.address(
            marked: ReturnPathToken(message: message.id, personKey: message.personKey, key: key).text
        )
    }
}
