/// The hidden field with the form token (`FormToken`). Every form that changes something has it.
struct FormGuard {
    let token: String

    init(_ visitor: Visitor) {
        token = FormToken.text(
            visitor.formToken, filledInBy: visitor.employee?.id, at: visitor.localizer.now)
    }

    /// - Parameter token: as `FormToken.text`.
    init(token: String) { self.token = token }

    var html: HTML { "<input type=\"hidden\" name=\"\(FormToken.field)\" value=\"\(token)\">" }
}
