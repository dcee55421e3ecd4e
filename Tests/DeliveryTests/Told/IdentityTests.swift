import Testing
import TestSupport

@Suite("One identity in every rule")
struct ToldIdentityTests {
    static let spellings = [
        "Ann@Example.org", "ann@example.org ", "ann@example.org\u{A0}", "\u{200B}ann@example.org",
    ]
    private let lastCall =
        #"{ name: "invitation", audience: "unanswered", at: "2035-03-12T13:00", bulk: true },"#

    @Test("whoever has answered under another spelling gets no last call", arguments: spellings)
    func unanswered(_ spelling: String) throws {
        let told = try ToldBed(more: lastCall)
        for invitee in ["ann@example.org", "bob@example.org"] {
            try told.bed.database.run(
                "INSERT INTO invitees (event, email, organization) VALUES ('meeting', ?, 'Lib')",
                invitee
            )
        }
        try told.register(spelling)
        try told.bed.drain()
        told.bed.clock.advance(by: .seconds(3700))
        try told.settle()
        #expect(told.kinds("ann@example.org") == ["confirmation"], "\(told.story)")
        #expect(told.kinds("bob@example.org") == ["invitation"], "\(told.story)")
    }

    @Test("a cancelled duplicate takes nothing back from whoever is still registered", arguments: spellings)
    func duplicate(_ spelling: String) throws {
        let told = try ToldBed()
        try told.register("ann@example.org")
        let twin = try told.register(spelling)
        try told.settle()
        try told.set(twin, "status = 'cancelled'")
        try told.settle()
        #expect(told.kinds("ann@example.org") == ["confirmation"])
        #expect(told.postbox("ann@example.org").calendar.count == 1)
    }

    @Test("a spelling that no mail reaches does not speak for its twin that is right")
    func unreachable() throws {
        let told = try ToldBed()
        try told.register("ann@exam\u{AD}ple.org")
        try told.register("ann@example.org")
        try told.settle()
        #expect(told.kinds("ann@example.org") == ["confirmation"])
    }

    @Test(
        "what a provider takes for one mailbox has one limit",
        arguments: [
            ["a.nn+1@gmail.com", "ann+2@gmail.com", "a.n.n@googlemail.com"],
            ["ann+1@example.org", "ann+2@example.org", "ann@example.org"],
        ]
    )
    func limit(_ spellings: [String]) throws {
        let told = try ToldBed { $0.configuration = "limits: { perAddressPerDay: 2 }," }
        for spelling in spellings { try told.register(spelling) }
        try told.settle()
        #expect(told.bed.relay.messageCount == 2)
        #expect(try told.bed.states("state <> 'sent'") == "held 1")
    }

    @Test("a letter that waits and tells something newer counts once")
    func revised() throws {
        let told = try ToldBed(Script().on(.rcpt, .reply("450 4.2.1 later"))) {
            $0.configuration = "limits: { perAddressPerDay: 1 },"
        }
        let id = try told.register("ann@example.org")
        try told.bed.drain()
        try told.set(id, "organization = 'Other'")
        try told.bed.drain()
        #expect(try told.bed.states() == "deferred 1")
    }
}
