import Mail

/// The content of a letter: what it says.
struct RenderedLetter {
    var subject: String
    let preheader: String
    let html: FilledText
    let text: FilledText
    /// File names of the pictures that the page shows.
    let pictures: [String]
}
