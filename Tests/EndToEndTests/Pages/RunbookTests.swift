import Foundation
import TestSupport
import Testing

@Suite("The runbooks")
struct RunbookTests {
    private func page() throws -> DocumentationPage { try DocumentationPage("Runbooks") }

    /// Commands of the page, for the event and the person of a house.
    private func run(
        _ label: String,
        in house: House,
        more: String = ""
    ) throws -> ChildProcess.Result {
        let commands = try page().commands(label)
        try #require(!commands.isEmpty, "the page has no commands about \(label)")
        let here = commands.replacing("annual-meeting", with: "meeting")
        return try PageShell(house).run(here, more: more)
    }

    private func expectDone(_ result: ChildProcess.Result) {
        #expect(result.status == 0, "\(result.output)\(result.errors)")
    }

    /// A house with one letter that was sent.
    private func house() throws -> House {
        let house = try House()
        _ = try house.vestnik("init")
        try house.register("director@library.example.org")
        #expect(try house.sendOnce().status == 0)
        return house
    }

    @Test("the relay is down: status says so in the page's words, and what waited goes when it is back")
    func relay() throws {
        let house = try house()
        try house.register("waits@example.org")
        try house.configure(port: 1)
        _ = try house.sendOnce()
        #expect(try house.vestnik("status").output.contains("no connection to"))
        #expect(try run("relay", in: house).status != 0)
        try house.configure(port: house.server.port)
        let looked = try run("relay", in: house)
        expectDone(looked)
        #expect(looked.output.contains("waits@example.org"))
        expectDone(try run("relay-again", in: house))
        #expect(try house.sendOnce().status == 0)
        #expect(try house.state(of: "waits@example.org") == "sent")
    }

    @Test(
        "the credential is tried as systemd hands it over, under the name that the configuration has for it"
    )
    func credential() throws {
        let house = try house()
        try house.folder.write("secret\n", to: "credstore/vestnik.relay-password")
        let text = try house.folder.text(of: "vestnik.json5").replacing(
            "tls: \"none\"",
            with: "tls: \"none\", username: \"u\", password: { credential: \"relay-password\" }"
        )
        try house.folder.write(text, to: "vestnik.json5")
        // What systemd-run does with the properties of the page.
        let run = """
            systemd-run() {
                mkdir -p handed; export CREDENTIALS_DIRECTORY=$PWD/handed
                while [[ $1 == --* ]]; do
                    case $1 in
                        --property=LoadCredential=*) local rest=${1#--property=LoadCredential=}
                            cp "${rest#*:}" "handed/${rest%%:*}" ;;
                        --property=User=vestnik|--pipe|--wait|--collect) ;;
                        *) echo "systemd-run: $1?"; return 64 ;;
                    esac
                    shift
                done
                "$@"
            }
            """
        let tried = try self.run("credential", in: house, more: run)
        let bare = try house.vestnik("check", "--relay")
        #expect(bare.status != 0)
        #expect((bare.output + bare.errors).contains("relay-password"))
        // The server of the tests knows no logins: the word came as far as the relay.
        #expect(
            !(tried.output + tried.errors).contains("CREDENTIALS_DIRECTORY"),
            "\(tried.output)\(tried.errors)"
        )
        #expect(tried.status != 64)
    }

    /// A house whose mailing is on its way: two invitees, refused for now.
    private func mailing() throws -> House {
        let house = try House(script: Script().on(.rcpt, .reply("451 4.7.1 later")))
        let file = "events/meeting/event.json5"
        let moment = Date(timeIntervalSinceNow: -600).ISO8601Format().prefix(16)
        let text = try house.folder.text(of: file)
            .replacing("Europe/Moscow", with: "UTC")
            .replacing(
                "notifications: [",
                with: """
                    notifications: [ { name: "invitation", audience: "invitees", at: "\(moment)", lateBy: "30d" },
                    """
            )
        try house.folder.write(text, to: file)
        try house.folder.write("Subject: x\n\nПриходите!\n", to: "events/meeting/templates/invitation.ru.md")
        _ = try house.vestnik("init")
        try house.sql(
            "INSERT INTO invitees (event, email) VALUES ('meeting', 'a@example.org'), ('meeting', 'b@example.org')"
        )
        #expect(try house.sendOnce().status == 0)
        return house
    }

    @Test("a wrong mailing is stopped, and goes on or is withdrawn")
    func wrongMailing() throws {
        let house = try mailing()
        let states = "SELECT group_concat(DISTINCT state) FROM messages_view"
        expectDone(try run("stop", in: house))
        #expect(try house.value("SELECT state FROM mailings_view") == "paused")
        #expect(try house.value(states) == "held")
        expectDone(try run("go-on", in: house))
        #expect(try house.value("SELECT state FROM mailings_view") == "running")
        expectDone(try run("withdraw", in: house))
        #expect(try house.value(states) == "cancelled")
    }

    @Test("nothing came, letters come back, never again: the questions are answered")
    func questions() throws {
        let house = try house()
        let told = try run("nothing", in: house)
        expectDone(told)
        #expect(told.output.contains("2.0.0 Ok"))
        expectDone(try run("bounces", in: house))
        expectDone(try run("suppress", in: house))
        #expect(try house.vestnik("suppress", "list").output.contains("asked by telephone"))
    }

    @Test("who wants to be erased is erased, in both files, and what was handed over is removed")
    func erase() throws {
        let house = try house()
        expectDone(try run("erase", in: house))
        #expect(try !house.holds("director@library.example.org", in: "vestnik.db"))
        #expect(try house.siteValue("SELECT count(*) FROM registrations") == "0")
        #expect(try !house.folder.names().contains("export.json"))
    }

    @Test("disk and clock: the commands say how it stands", arguments: ["disk", "disk-reader", "clock"])
    func looks(label: String) throws { expectDone(try run(label, in: house())) }

    @Test("what the page quotes of status are its own words")
    func words() throws {
        let reasons = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../../Sources/Reports/HealthReasons.swift")
        let source = try String(contentsOf: reasons, encoding: .utf8)
        for words in [
            "no connection to ", "takes nothing until ", "nothing can be recorded, and no mail goes: ",
        ] {
            #expect(try page().text.contains("“" + words))
            #expect(source.contains(words))
        }
    }
}
