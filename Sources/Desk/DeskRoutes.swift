public import Web

/// The pages that administrators look at.
public enum DeskRoutes {
    /// All of them, with their style and their script.
    public static let all: [Route] =
        DeskAssets.routes + OverviewPage.routes + LogPage.routes + LettersPage.routes + LetterPage.routes
        + SentLetterRoutes.all + EventPage.routes
        + CoveragePage.routes + PersonPage.routes + RelaysPage.routes + PreviewPage.routes
}
