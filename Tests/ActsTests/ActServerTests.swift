import Glibc
import Store
import TestSupport
import Testing

@testable import Acts

@Suite struct ActServerTests {
    private let folder: TemporaryFolder
    private let server: ActServer
    private let client: ActClient

    init() throws {
        folder = try TemporaryFolder()
        try folder.write(
            """
            { database: "vestnik.db", intake: "registrations.db", events: "events", language: "en",
              relays: [{ url: "smtp://127.0.0.1:1", tls: "none" }] }
            """,
            to: "vestnik.json5"
        )
        try folder.write(
            """
            { name: "Meeting", starts: "2093-11-28T10:00", ends: "2093-11-29T18:00", timeZone: "Europe/Moscow",
              sender: { name: "Library", address: "meeting@example.org" },
              notifications: [{ name: "invitation", audience: "invitees", at: "2093-10-12T10:00", approval: true }] }
            """,
            to: "events/meeting/event.json5"
        )
        try folder.write(
            "Subject: x\\n\\nHello\\n".replacing("\\n", with: "\n"),
            to: "events/meeting/templates/invitation.ru.md"
        )
        _ = try MessageStore(path: folder.path("vestnik.db"), access: .create)
        server = try ActServer(
            path: folder.path("acts"),
            configuration: folder.path("vestnik.json5"),
            environment: [:],
            now: { 1_800_000_000_000 }
        )
        client = ActClient(path: folder.path("acts"))
    }

    private func ask(_ act: ActRequest.Kind, _ change: (inout ActRequest) -> Void = { _ in }) -> ActAnswer {
        var request = ActRequest(act, actor: "anna (web)")
        change(&request)
        return client.send(request)
    }

    @Test func itsGroupAloneMaySpeak() throws {
        var status = stat()
        #expect(lstat(folder.path("acts"), &status) == 0)
        // Beside a database, whose group may look, its owner alone may.
        #expect(status.st_mode & 0o777 == 0o600)
        server.stop()
        #expect(lstat(folder.path("acts"), &status) != 0)
        // A folder that shares its group shares the socket.
        try folder.write("", to: "shared/x")
        #expect(chmod(folder.path("shared"), 0o2750) == 0)
        let shared = try ActServer(
            path: folder.path("shared/acts"),
            configuration: folder.path("vestnik.json5"),
            environment: [:],
            now: { 0 }
        )
        #expect(lstat(folder.path("shared/acts"), &status) == 0)
        #expect(status.st_mode & 0o777 == 0o660)
        shared.stop()
    }

    @Test func anActIsDoneAndNamesItsActor() throws {
        #expect(ask(.ping).outcome == .done)
        let answer = ask(.suppress) { ($0.address, $0.reason) = ("Anna@EXAMPLE.org", "by telephone") }
        #expect(answer.outcome == .done)
        let store = try MessageStore(path: folder.path("vestnik.db"), access: .readOnly)
        let row = try #require(try store.suppression(of: MessageStore.personKey(of: "anna@example.org")))
        #expect(row.actor == "anna (web)")
        #expect(row.reason == "by telephone")
        #expect(ask(.unsuppress) { $0.address = "anna@example.org" }.outcome == .done)
        #expect(ask(.unsuppress) { $0.address = "anna@example.org" }.outcome == .unknown)
    }

    @Test func aMailingIsApprovedAheadOfItsTime() throws {
        let answer = ask(.approve) { ($0.event, $0.notification) = ("meeting", "invitation") }
        #expect(answer.outcome == .done, "\(answer.en)")
        #expect(answer.missing == 0)
        let store = try MessageStore(path: folder.path("vestnik.db"), access: .readOnly)
        let mailing = try #require(try store.mailing("meeting", "invitation"))
        #expect(try store.approvals(mailing: mailing.id) == ["anna (web)"])
        #expect(ask(.approve) { ($0.event, $0.notification) = ("meeting", "nothing") }.outcome == .unknown)
        #expect(ask(.approve) { ($0.event, $0.notification) = ("nothing", "invitation") }.outcome == .unknown)
    }

    /// Each with what speaks against it.
    @Test(arguments: ActRequest.Kind.allCases.filter { $0 != .ping })
    func whatSaysTooLittleIsNotDone(_ act: ActRequest.Kind) {
        #expect(ask(act).outcome != .done)
        #expect(client.send(ActRequest(act, actor: "")).outcome == .bad)
    }

    @Test(arguments: [ActRequest.Kind.hold, .release, .cancel, .retry, .resend])
    func aMessageThatIsNotThereIsSaidNotToBe(_ act: ActRequest.Kind) {
        #expect(ask(act) { $0.ids = [17] }.outcome == .unknown)
        #expect(ask(act) { $0.ids = Array(1...1001) }.outcome == .bad)
    }

    @Test func whatIsNoActIsNone() throws {
        for line in [
            "{}\n", "hello\n", "{\"act\":\"erase\",\"actor\":\"x\"}\n",
            String(repeating: "x", count: 70_000) + "\n",
        ] {
            let descriptor = ActSocket.open()
            defer { close(descriptor) }
            let address = try #require(ActSocket.address(folder.path("acts")))
            #expect(ActSocket.with(address) { connect(descriptor, $0, $1) } == 0)
            ActSocket.setPatience(descriptor)
            _ = ActSocket.write(Array(line.utf8), to: descriptor)
            let answer = ActSocket.readLine(from: descriptor).flatMap { JSONLines.value(ActAnswer.self, $0) }
            #expect(answer?.outcome ?? .bad == .bad)
        }
        // The next is served as before.
        #expect(ask(.ping).outcome == .done)
    }

    @Test func whoDoesNotAnswerHasDoneNothing() {
        #expect(ActClient(path: folder.path("nobody")).send(ActRequest(.ping, actor: "x")).outcome == .failed)
        #expect(
            ActClient(path: String(repeating: "x", count: 200)).send(ActRequest(.ping, actor: "x")).outcome
                == .failed
        )
    }
}
