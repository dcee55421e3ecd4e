import Foundation
import TestSupport
import Testing

@Suite("Sample letters in a browser", .enabled(if: Gallery.browser != nil, "Chromium is not installed"))
struct LetterPageTests {
    @Test(
        "every page fits a phone and a desk, and is easy to read, by day and by night",
        arguments: [false, true]
    )
    func fits(dark: Bool) throws {
        let sample = try SampleLetters.all.get()
        let pages = sample.letters.map { ($0.title, $0.page) }
        let gallery = Gallery(folder: try TemporaryFolder(), pages: pages)
        let measures = try gallery.measure(widths: [320, 375, 800], dark: dark)
        #expect(measures.count == 3 * sample.letters.count)
        for measure in measures {
            let place = "\(measure.title) at \(measure.width)"
            #expect(measure.overflow <= 0, "\(place) is \(measure.overflow) px too wide")
            #expect(measure.characters > 300, "\(place)")
            #expect(measure.smallest >= 14, "\(place) has letters of \(measure.smallest) px")
            #expect(measure.faint == [], "\(place)")
            let hasButton = measure.title.hasPrefix("invitation") || measure.title.hasPrefix("last-call")
            #expect(measure.buttons.count == (hasButton ? 1 : 0), "\(place)")
            // A finger needs 44 px (WCAG 2.1 §2.5.5).
            #expect(measure.buttons.allSatisfy { $0 >= 44 }, "\(place): \(measure.buttons)")
            #expect((measure.ground == "rgb(21, 25, 30)") == dark, "\(place): \(measure.ground)")
        }
    }

    @Test("the gallery sees what is too wide, too faint and too small")
    func sees() throws {
        let page = "<body style=\"margin:0\"><div style=\"width:500px;color:#999;font-size:9px\">слово</div>"
        let gallery = Gallery(folder: try TemporaryFolder(), pages: [("x", page)])
        let measure = try #require(try gallery.measure(widths: [375], dark: false).first)
        #expect(measure.overflow == 125)
        #expect(measure.faint == ["слово"])
        #expect(measure.smallest == 9)
    }
}
