import Foundation
import HTTP
import TestSupport
import Testing
import WebSupport

@Suite("The page of a person")
struct PersonPageTests {
    @Test("rows, letters, the suppression list and acts of one address, however it is written")
    func person() throws {
        let office = try Office()
        try office.fill()
        let page = try office.page("/people?address=%20P@A.org")
        #expect(page.all("h2").contains { $0.text == "Registration 1" })
        #expect(page.all("a").count { $0.attributes["href"]?.hasPrefix("/messages/") == true } == 11)
        let other = try office.page("/people?address=q@a.org")
        #expect(other.all("h2").contains { $0.text == "Suppressed" })
        #expect(other.all("table").count == 1)
    }

    @Test("somebody unknown is said to be so, and without an address there is the form alone")
    func unknown() throws {
        let office = try Office()
        let page = try office.page("/people?address=x@y.org", status: 404)
        #expect(page.text.contains("nothing is known of x@y.org"))
        #expect(try office.page("/people").all("h2").isEmpty)
    }

    @Test(
        "an operator may stop and begin writing to the address",
        arguments: [("p@a.org", "suppress"), ("q@a.org", "unsuppress")]
    )
    func acts(_ address: String, _ act: String) throws {
        let office = try Office(Office.users)
        try office.fill()
        let page = try office.page("/people?address=" + address, office.logIn("anna"))
        #expect(page.all("form").compactMap { $0.attributes["action"] }.contains("/acts/" + act))
        #expect(
            page.all("input").contains {
                $0.attributes["name"] == "address" && $0.attributes["value"] == address
            }
        )
    }
}
