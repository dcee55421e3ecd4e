public import HTTP
internal import Wording

/// The web pages as a whole: finds the route, looks who asks, answers.
public struct WebApplication: Responder {
    private let web: WebContext
    private let routes: [Route]

    /// The application with the core's routes and those of others, such as pages.
    public init(_ web: WebContext, routes more: [Route] = []) {
        self.web = web
        routes = CoreRoutes.all + more
    }

    /// Answers a request.
    public func response(to request: Request) -> Response {
        let isForPrograms = request.path.first == "api"
        let language = Self.language(of: request, otherwise: web.language)
        do throws(Refusal) {
            return try answer(request, language)
        } catch {
            return isForPrograms
                ? Problem.json(error, language) : Problem.page(error, language, at: request)
        }
    }

    /// Answers what is no request that could be read: nobody is asked who they are, and nothing is told but that.
    public func refusal(_ status: Status, target: String, headers: Fields) -> Response {
        let request = Request(.get, path: [], headers: headers)
        let refusal = Refusal(status, WebWords.unreadable(status))
        let language = Self.language(of: request, otherwise: web.language)
        return target.hasPrefix("/api/")
            ? Problem.json(refusal, language) : Problem.page(refusal, language, at: request)
    }

    private func answer(_ request: Request, _ language: String) throws(Refusal) -> Response {
        try OriginCheck.host(of: request, web)
        let found = routes.compactMap { route in
            route.match(request.path).map { (route: route, variables: $0) }
        }
        let most = found.map(\.route.fixedCount).max() ?? 0
        let here = found.filter { $0.route.fixedCount == most }
        guard !here.isEmpty else { throw Refusal(.notFound, WebWords.notFound) }
        let allowed = Self.allowed(here.map(\.route))
        if request.method == .options { return Response(.noContent, headers: ["Allow": allowed]) }
        let method = request.method == .head ? .get : request.method
        guard let match = here.first(where: { $0.route.method == method }) else {
            throw Refusal(.methodNotAllowed, WebWords.methodNotAllowed, headers: ["Allow": allowed])
        }
        let person = match.route.access == .token ? nil : try web.identity.person(of: request)
        let visit = Visit(
            request: request,
            variables: match.variables,
            person: person,
            language: language,
            web: web
        )
        try Gate.check(match.route, visit)
        do { return try match.route.answer(visit) } catch let refusal as Refusal { throw refusal } catch {
            throw Refusal(.internalError, Wording(of: error))
        }
    }

    private static func allowed(_ routes: [Route]) -> String {
        var methods: [String] = []
        for route in routes {
            methods.append(route.method.rawValue)
            if route.method == .get { methods.append("HEAD") }
        }
        return (methods + ["OPTIONS"]).joined(separator: ", ")
    }

    /// The first of the reader's languages that the pages speak.
    static func language(of request: Request, otherwise: String) -> String {
        request.languages.first { $0 == "ru" || $0 == "en" } ?? otherwise
    }
}
