import HTTP
import Testing

@Suite struct RequestTests {
    @Test(arguments: [
        ("ru-RU,ru;q=0.9,en;q=0.8", ["ru", "ru", "en"]),
        ("en;q=0.5, ru", ["ru", "en"]),
        ("de, en;q=0, *;q=0.1", ["de", "*"]),
        ("", []),
        (";;;,=,q=1", ["=", "q=1"]),
    ])
    func languagesComeInTheOrderOfWishing(_ header: String, _ languages: [String]) {
        #expect(Request(.get, path: [], headers: ["Accept-Language": header]).languages == languages)
    }

    @Test func aCookieIsFoundByItsWholeName() {
        let request = Request(
            .get,
            path: [],
            headers: ["Cookie": "a=1; session=x=y; b=2", "cookie": "late=3"]
        )
        #expect(request.cookie("session") == "x=y")
        #expect(request.cookie("late") == "3")
        #expect(request.cookie("ession") == nil)
    }

    @Test func aFormIsReadWhereItSaysThatItIsOne() {
        let body = Array("List-Unsubscribe=One-Click&note=a+b%0D%0Ac".utf8)
        let type = "Application/X-WWW-Form-URLencoded; charset=UTF-8"
        let form = Request(.post, path: [], headers: ["content-type": type], body: body).form
        #expect(form?["List-Unsubscribe"] == "One-Click")
        #expect(form?["note"] == "a b\r\nc")
        #expect(Request(.post, path: [], headers: ["Content-Type": "text/plain"], body: body).form == nil)
    }

    @Test func aPathIsWrittenAsItWasRead() throws {
        let request = try #require(Request(.get, "/a%2Fb/%D1%8F%20/?q=1"))
        #expect(request.path == ["a/b", "я ", ""])
        #expect(request.encodedPath == "/a%2Fb/%D1%8F%20/")
        #expect(request.query["q"] == "1")
        #expect(Request(.get, "/")?.path == [])
    }
}
