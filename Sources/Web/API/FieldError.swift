import Store

/// What is wrong with one field or parameter of an API request; the API speaks English.
struct FieldError {
    let field: String
    let message: String

    init(_ field: String, _ message: String) {
        self.field = field
        self.message = message
    }

    init(_ problem: FieldProblem) {
        self.init(problem.field, problem.message.en)
    }
}
