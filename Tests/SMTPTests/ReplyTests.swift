import SMTP
import Testing

@Suite("What a reply says by itself")
struct ReplyTests {
    @Test(
        "this session is one too many: by number, or by the rate at which they came",
        arguments: [
            // sendmail's conncontrol and ratecontrol
            Reply(code: 452, text: "4.3.2 Too many open connections."),
            Reply(code: 452, text: "4.3.2 Connection rate limit exceeded."),
            // Exim, Postfix, Exchange, others
            Reply(
                code: 421,
                text: "Too many concurrent SMTP connections from this IP address; please try again later."
            ),
            Reply(code: 421, text: "4.7.0 mx.example.net Error: too many connections from 192.0.2.1"),
            Reply(code: 421, text: "4.3.2 The maximum number of concurrent connections has exceeded a limit"),
            Reply(code: 451, text: "4.7.0 More than 30 connections per minute from your host"),
            Reply(code: 421, text: "4.7.0 rate of connections too high"),
            // RFC 3463 §3.4, in words of their own
            Reply(code: 452, text: "4.3.2 nothing now"),
        ]
    )
    func refusesSession(_ reply: Reply) { #expect(reply.refusesSession) }

    @Test(
        "a rate of mail, a refusal for good, a relay that goes down say nothing of sessions",
        arguments: [
            Reply(code: 450, text: "4.7.1 Error: too much mail from 192.0.2.1"),
            Reply(code: 451, text: "Sender rate 12.1 / 1m exceeds limit"),
            Reply(code: 452, text: "4.3.2 Message rate limit exceeded on this connection"),
            Reply(code: 451, text: "4.7.0 More than 30 messages per minute on this session: limit"),
            Reply(code: 554, text: "5.7.1 Too many open connections"),
            Reply(code: 421, text: "4.3.2 shutting down"),
            Reply(code: 250, text: "2.1.0 Ok"),
        ]
    )
    func doesNot(_ reply: Reply) { #expect(!reply.refusesSession) }

    @Test(
        "this session has had its share: another one takes the message",
        arguments: [
            // OpenSMTPD, sendmail, Exim, Exchange
            Reply(code: 452, text: "4.5.3 Too many recipients: Too many messages sent"),
            Reply(code: 452, text: "Too many messages on this connection"),
            Reply(code: 421, text: "too many messages in this connection"),
            Reply(code: 452, text: "4.3.1 limit of messages per connection reached"),
            // RFC 9422 §4.1 leaves the reply to the relay
            Reply(code: 550, text: "5.5.3 MAILMAX exceeded"),
            Reply(code: 503, text: "5.5.1 too many transactions"),
            Reply(code: 550, text: "maximum number of messages in this session"),
        ]
    )
    func endsSession(_ reply: Reply) { #expect(reply.endsSession) }

    @Test(
        "what is about us, the message or the minute does not end it",
        arguments: [
            Reply(code: 550, text: "5.7.1 too many messages from you today"),
            Reply(code: 452, text: "4.3.2 Message rate limit exceeded on this connection"),
            Reply(code: 452, text: "4.3.1 Insufficient system storage"),
            Reply(code: 450, text: "4.7.1 Error: too much mail from 192.0.2.1"),
            Reply(code: 552, text: "5.3.4 size limit exceeded"),
            Reply(code: 550, text: "5.7.1 sender not owned by user"),
            Reply(code: 250, text: "2.5.3 Ok"),
        ]
    )
    func goesOn(_ reply: Reply) { #expect(!reply.endsSession) }
}
