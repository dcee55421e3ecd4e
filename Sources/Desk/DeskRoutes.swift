public import Web

/// The pages that administrators look at.
public enum DeskRoutes {
    /// All of them, with their style and their script.
    public static let all: [Route] = DeskAssets.routes + LogPage.routes + LetterPage.routes
}
