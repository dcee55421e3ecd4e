import Regions

/// What is alike in two ways of writing a name.
enum Folding {
    /// Letters and digits in lower case, divided by single blanks; ё is е, quotes, dashes and dots mean nothing.
    static func name(_ text: String) -> String {
        var folded = ""
        var isPending = false
        for scalar in text.lowercased().unicodeScalars {
            guard scalar.properties.isAlphabetic || scalar.properties.numericType != nil else {
                isPending = !folded.isEmpty
                continue
            }
            if isPending { folded += " " }
            isPending = false
            folded.unicodeScalars.append(scalar == "ё" ? "е" : scalar)
        }
        return folded
    }

    /// The subject code of a region that is written in any way; a name that is none, folded.
    static func region(_ text: String) -> String { Regions.find(text)?.code ?? name(text) }
}
