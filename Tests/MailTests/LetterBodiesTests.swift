import Mail
import Testing

@Suite("Texts of a letter")
struct LetterBodiesTests {
    @Test("both texts are decoded; a file of text is none of them")
    func both() {
        let mail = """
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=a

            --a
            Content-Type: text/plain; name=first.txt
            Content-Disposition: attachment; filename=first.txt

            a file
            --a
            Content-Type: multipart/alternative; boundary=b

            --b
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            =D0=9F=D1=80=D0=B8=D0=B2=D0=B5=D1=82=
            !
            --b
            Content-Type: text/html; charset=utf-8
            Content-Transfer-Encoding: base64

            PHA+SGVsbG88L3A+DQo=
            --b--
            --a--

            """.replacing("\n", with: "\r\n")
        let bodies = LetterBodies(of: Array(mail.utf8))
        #expect(bodies.text == "Привет!")
        #expect(bodies.html == "<p>Hello</p>\n")
    }

    @Test("a letter of text alone has no page")
    func text() {
        let bodies = LetterBodies(of: Array("Subject: x\r\n\r\nHello\r\n".utf8))
        #expect(bodies.text == "Hello\n")
        #expect(bodies.html == nil)
    }
}
