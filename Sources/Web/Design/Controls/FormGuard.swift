/// The hidden field with the form token (`FormToken`). Every form that changes something has it.
struct FormGuard {
    let token: String

    init(_ visitor: Visitor) { token = visitor.formToken }

    var html: HTML { "<input type=\"hidden\" name=\"\(FormToken.field)\" value=\"\(token)\">" }
}
