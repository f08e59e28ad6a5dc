import HTTPTypes
import JSONText
import Store

extension OpenAPI {
    /// The description of one method of one address.
    struct Operation: Sendable {
        enum Method: String {
            case get, post, put, patch, delete

            fileprivate var request: HTTPRequest.Method {
                switch self {
                case .get: .get
                case .post: .post
                case .put: .put
                case .patch: .patch
                case .delete: .delete
                }
            }
        }

        let path: String
        let method: Method
        private let id: String
        private let summary: String
        private let parameters: [Parameter]
        private let body: Schema?
        private let lines: Schema?
        private let responses: [Response]
        private let refusals: [Refusal]

        /// - Parameters:
        ///   - lines: one line of the body as NDJSON, where that is taken too.
        ///   - others: further responses of a successful operation.
        ///   - refusals: errors beside the usual ones (`always`, and `ofBodies` for an operation
        ///     with a body). An error with the same status replaces the usual one.
        init(
            _ method: Method, _ path: String, _ id: String, _ summary: String,
            parameters: [Parameter] = [], body: Schema? = nil, lines: Schema? = nil,
            answers response: Response,
            or others: [Response] = [], refusals: [Refusal] = []
        ) {
            self.method = method
            self.path = path
            self.id = id
            self.summary = summary
            self.parameters = parameters
            self.body = body
            self.lines = lines
            self.responses = [response] + others
            let own = Set(refusals.map(\.status))
            let usual = Refusal.always + (body == nil ? [] : Refusal.ofBodies)
            self.refusals = usual.filter { !own.contains($0.status) } + refusals
        }

        /// A GET of a list in pages, with the parameters `limit` and `cursor`.
        static func list(
            _ path: String, _ id: String, _ summary: String, filters: [Parameter] = [],
            answers page: Response, refusals: [Refusal] = []
        ) -> Operation {
            Operation(
                .get, path, id, summary, parameters: filters + [.limit, .cursor], answers: page,
                refusals: refusals)
        }

        /// What the operation needs of the token; nil: no route has this path, which a test finds.
        private var permission: APIPermission? {
            let example = path.replacing("{id}", with: "1").replacing("{uuid}", with: "a")
                .replacing("{seq}", with: "1")
            let parts = example.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
            return APIRoute(parts)?.permission(for: method.request)
        }

        func json(tag: String) -> JSON {
            let refused = refusals.sorted { $0.status < $1.status }
                .map { (String($0.status), OpenAPI.reference(to: $0.name, in: "responses")) }
            return OpenAPI.object([
                "tags": .list([.string(tag)]),
                "operationId": .string(id),
                "summary": .string(summary),
                "security": permission.map {
                    .list([OpenAPI.object(["token": .list([.string($0.rawValue)])])])
                },
                "parameters": parameters.isEmpty ? nil : .list(parameters.map(\.json)),
                "requestBody": body.map { body in
                    OpenAPI.object([
                        "required": .truth(true), "content": OpenAPI.content(body),
                        "description": lines.map { _ in
                            .string("Or lines of the same objects as application/x-ndjson.")
                        },
                    ])
                },
                "responses": .object(responses.map { (String($0.status), $0.json) } + refused),
            ])
        }
    }
}
