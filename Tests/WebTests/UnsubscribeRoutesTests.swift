import HTTP
import Testing
import WebSupport

@Suite struct UnsubscribeRoutesTests {
    private let token = "abcdefghijklmnopqrstuvw"

    @Test func aLookShowsAButtonAndAsksNobody() throws {
        let office = try Office()
        let page = try office.ask(.get, "/u/" + token, ["Accept-Language": "ru"])
        #expect(page.status == 200)
        #expect(page.text.contains("<form method=\"post\" action=\"/u/\(token)\">"))
        #expect(page.text.contains("lang=\"ru\""))
        #expect(page.text.contains("Отписаться"))
        #expect(try office.ask(.head, "/u/" + token).status == 200)
    }

    @Test func onlyAWishIsPassedOn() throws {
        let office = try Office()
        // The daemon is not there: what is passed on comes back as such.
        #expect(try office.form("/u/" + token, Query([("List-Unsubscribe", "One-Click")])).status == 503)
        #expect(try office.form("/u/" + token, Query([("x", "One-Click")])).status == 400)
        #expect(try office.ask(.post, "/u/" + token).status == 400)
        let parts =
            "--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--\r\n"
        let type: Fields = ["Content-Type": "multipart/form-data; boundary=x"]
        #expect(try office.ask(.post, "/u/" + token, type, body: parts).status == 503)
    }

    @Test(arguments: [
        "short", "%3Cscript%3E%3C/script%3E", "abcdefghijklmnopqrs-uvw",
        "%D1%8F%D1%8F%D1%8F%D1%8F%D1%8F%D1%8F%D1%8F%D1%8F%D1%8F",
    ])
    func whatIsNoTokenIsNone(_ token: String) throws {
        let office = try Office()
        #expect(try office.ask(.get, "/u/" + token).status == 404)
        #expect(try office.form("/u/" + token, Query([("List-Unsubscribe", "One-Click")])).status == 404)
    }
}
