import CallRules
import HTTPTypes
import Store

/// A request for a page, after the checks: the visitor may open the page, and a POST carried a
/// valid form token.
struct PageVisit {
    let route: PageRoute
    /// The query parameters.
    let query: Form
    /// The form of a POST; empty for a GET.
    let form: Form
    /// The file of a multipart form; nil: none.
    let file: UploadedFile?
    let visitor: Visitor
    /// The base URL of the gateway with its prefix, without a slash at the end.
    let base: String
    /// The `Range` field of the request, for recordings; nil: the whole recording.
    let range: String?
    /// Whether the method is HEAD; then the answer has no body.
    let isHead: Bool
    let now: Instant

    var localize: Localizer { visitor.localizer }

    /// The author for the audit; throws `signIn` when nobody is signed in.
    func author() throws(PageRefusal) -> Author {
        guard let author = visitor.author else { throw .signIn }
        return author
    }

    /// The absolute URL of a page.
    func address(of route: PageRoute) -> String {
        base.dropLast(Route.prefix.count) + route.path
    }

    /// The signed-in employee; throws `signIn` when nobody is signed in.
    func employee() throws(PageRefusal) -> EmployeeRow {
        guard let employee = visitor.employee else { throw .signIn }
        return employee
    }
}

/// The reason why a page is refused. `refused` answers it with a page.
enum PageRefusal: Error {
    /// Nobody is signed in, or the session has ended.
    case signIn
    /// The page is for administrators.
    case forbidden
    /// The form has no valid form token or came from another site.
    case foreignForm
    /// The record does not exist.
    case missing
    case methodNotAllowed(String)
    /// The database cannot be read or written.
    case unavailable
}
