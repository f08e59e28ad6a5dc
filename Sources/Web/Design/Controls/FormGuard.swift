/// The hidden field every form carries that may change something.
struct FormGuard {
    let token: String

    init(_ visitor: Visitor) { token = visitor.formToken }

    var html: HTML { "<input type=\"hidden\" name=\"\(FormToken.field)\" value=\"\(token)\">" }
}
