/// The routes that are no pages.
enum CoreRoutes {
    static let all: [Route] =
        RegistrationRoutes.all + UnsubscribeRoutes.all + LoginRoutes.all + ActRoutes.all + DataRoutes.all
        + HealthRoutes.all + MetricRoutes.all
}
