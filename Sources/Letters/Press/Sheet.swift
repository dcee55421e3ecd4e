import Mail

/// What a letter says.
struct Sheet {
    var subject: String
    let preheader: String
    let html: FilledText
    let text: FilledText
    /// File names of the pictures that the page shows.
    let pictures: [String]
}
