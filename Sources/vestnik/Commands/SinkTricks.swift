import SMTPServer
import Wording

/// What the development server does with which mailbox, for help.
enum SinkTricks {
    static let all = Script.tricks.map { "\($0.localPart)… — " + $0.meaning }.joined(separator: "; ")
}
