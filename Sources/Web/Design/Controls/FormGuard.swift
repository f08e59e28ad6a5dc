import CallRules
import Store

/// The hidden field with the form token (`FormToken`). Every form that changes something has it; all forms of a
/// page have the same.
struct FormGuard: Sendable {
    /// As `FormToken.text`.
    let token: String

    /// The guard of all forms on the visitor's page.
    init(_ visitor: Visitor) { self = visitor.formGuard }

    /// - Parameters:
    ///   - token: of the visitor's cookie, as `FormToken.of`.
    ///   - employee: whose page it is; nil: nobody is signed in.
    ///   - now: the time of the answer.
    init(of token: String, filledInBy employee: Employee.ID?, at now: Instant) {
        self.token = FormToken.text(token, filledInBy: employee, at: now)
    }

    var html: HTML { "<input type=\"hidden\" name=\"\(FormToken.field)\" value=\"\(token)\">" }
}
