import Foundation
import HTTP
import Store
import TestSupport
import Testing
import WebSupport

@Suite("The page of a letter")
struct LetterPageTests {
    /// The acts that a page offers.
    private func acts(_ page: PageReading) -> [String] {
        page.all("form").compactMap { $0.attributes["action"] }.filter { $0.hasPrefix("/acts/") }
            .map { String($0.dropFirst(6)) }
    }

    private func id(_ state: MessageState) -> Int { (MessageState.allCases.firstIndex(of: state) ?? 0) + 1 }

    @Test(
        "an operator is offered what may be done in the letter's state, and nothing else",
        arguments: [
            // What waits can be hurried, kept or withdrawn.
            (.queued, ["hold", "cancel"]), (.held, ["release", "cancel"]),
            (.deferred, ["retry", "hold", "cancel"]),
            (.inDoubt, ["retry", "release", "hold", "cancel"]),
            // What did not go can be tried again; what went can go once more.
            (.bounced, ["retry"]), (.expired, ["retry"]), (.rejected, ["retry"]), (.suppressed, ["retry"]),
            (.sent, ["resend"]),
            // What is under way, and what was withdrawn for good, can be neither.
            (.sending, []), (.cancelled, []),
        ] as [(MessageState, [String])]
    )
    func offers(_ state: MessageState, _ expected: [String]) throws {
        let office = try Office(Office.users)
        try office.fill()
        let page = try office.page("/messages/\(id(state))", office.logIn("anna"))
        let hasAddress = state != MessageState.allCases[4]
        #expect(acts(page) == expected + (hasAddress ? ["suppress"] : []))
        let tokens = page.all("input").filter { $0.attributes["name"] == "csrf" }.compactMap {
            $0.attributes["value"]
        }
        #expect(Set(tokens).count == 1)
        let ids = page.all("input").filter { $0.attributes["name"] == "id" }.compactMap {
            $0.attributes["value"]
        }
        #expect(Set(ids).isSubset(of: ["\(id(state))"]))
    }

    @Test(
        "readers are offered nothing, and told so; who has not logged in is led to the login where there is one"
    )
    func readers() throws {
        let office = try Office(Office.users)
        try office.fill()
        let page = try office.page("/messages/1", office.logIn("boris"))
        #expect(acts(page).isEmpty && page.text.contains("You may only look."))
        let open = try Office()
        try open.fill()
        #expect(acts(try open.page("/messages/1")).isEmpty)
        // Whoever gives a password with each request has no session, and no form is believed.
        let basic: Fields = ["Authorization": "Basic " + Data("anna:secret".utf8).base64EncodedString()]
        #expect(acts(try office.page("/messages/1", basic)).isEmpty)
    }

    @Test("the story is told in the order of time, with each reply, what it means and what to do")
    func story() throws {
        let office = try Office()
        try office.fill()
        let page = try office.page("/messages/\(id(.bounced))")
        let steps = page.all("li").filter { $0.children.contains("b") }
        #expect(steps.first?.text.contains("The letter was planned") == true)
        #expect(steps.contains { $0.text.contains("550 </td><script>") })
        #expect(page.elements.contains { $0.attributes["class"] == "meaning" && $0.text.count > 20 })
        #expect(page.all("pre").count == 1)
    }

    @Test("what nobody knows is not there", arguments: ["/messages/99", "/messages/x", "/messages/01"])
    func missing(_ target: String) throws {
        #expect(try Office().ask(.get, target).status == 404)
    }
}
