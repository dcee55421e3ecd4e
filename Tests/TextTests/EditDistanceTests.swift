import Testing
import Text

@Suite("The distance between words")
struct EditDistanceTests {
    @Test(
        "a letter more, less, another, or two swapped is one step",
        arguments: [
            ("", "", 0), ("", "abc", 3), ("abc", "", 3), ("name", "name", 0), ("name", "nam", 1),
            ("name", "named", 1), ("name", "lame", 1), ("name", "nmae", 1), ("name", "namo", 1),
            ("имя", "миа", 2), ("abc", "ca", 3), ("kitten", "sitting", 3),
        ]
    )
    func steps(_ left: String, _ right: String, _ steps: Int) {
        #expect(editDistance(Array(left), Array(right)) == steps)
        #expect(editDistance(Array(right.unicodeScalars), Array(left.unicodeScalars)) == steps)
    }
}
