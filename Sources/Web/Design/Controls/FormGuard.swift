/// The hidden field with the form token, in every form that changes something.
struct FormGuard {
    let token: String

    init(_ visitor: Visitor) { token = visitor.formToken }

    var html: HTML { "<input type=\"hidden\" name=\"\(FormToken.field)\" value=\"\(token)\">" }
}
