import Foundation
import Testing

@testable import Letters

@Suite("The press")
struct LetterPressTests {
    @Test("a confirmation is a whole message")
    func confirmation() throws {
        let press = try Sample.press()
        var out: [UInt8] = []
        let composed = try press.compose(Sample.order("confirmation"), into: &out)
        #expect(composed.language == "ru")
        let preview = try press.preview(Sample.order("confirmation"))
        try Data(out).write(to: URL(fileURLWithPath: "/tmp/h/pdfwork/c.eml"))
        try Data(preview.html.utf8).write(to: URL(fileURLWithPath: "/tmp/h/pdfwork/c.html"))
        print(preview.subject); print(preview.text)
    }
}
