/// How the intake over HTTP is described.
enum RegistrationOperations {
    private static let variables = [
        "event": OpenAPI.segment("The event: the name of its folder."),
        "key": OpenAPI.segment("The registration's key in the site's own system."),
    ]
    private static let refusals: [(status: Int, meaning: String, schema: String?)] = [
        (400, "The request, or its JSON, cannot be read.", "Problem"),
        (401, "No token, or one that is not in force.", "Problem"),
        (403, "The token is another event's.", "Problem"),
        (429, "Too often; Retry-After says when again.", "Problem"),
        (503, "The intake cannot be used now; Retry-After says when again.", "Problem"),
    ]

    static let put = Operation(
        "putRegistration",
        "Makes the registration be what is sent; the same again changes nothing, and prompts no letter.",
        variables: variables,
        body: "RegistrationInput",
        answers: [
            (200, "It was there; this is how it stands now.", "Registration"),
            (201, "It is new.", "Registration"),
            (404, "There is no such event.", "Problem"),
            (409, "The event is called off.", "Problem"),
            (413, "The body is too long.", "Problem"),
            (415, "The body is no application/json.", "Problem"),
            (422, "A column is wrong; `fields` says which and why.", "Problem"),
        ] + refusals
    )
    static let get = Operation(
        "getRegistration",
        "The registration, and what became of its letters.",
        variables: variables,
        answers: [(200, "Here it is.", "Registration"), (404, "There is none.", "Problem")] + refusals
    )
    static let delete = Operation(
        "cancelRegistration",
        "Cancels the registration: its status becomes cancelled, and the person is told where the event says so.",
        variables: variables,
        answers: [(204, "It is cancelled.", nil), (404, "There is none.", "Problem")] + refusals
    )
}
