import Foundation
import HTTPTypes
import TestSupport
import Testing
import WebForms

@testable import Web

/// A browser without scripts: it keeps cookies, opens pages and sends forms.
final class Browser {
    let office: Office
    let peer: String
    private(set) var cookies: [String: String] = [:]

    init(_ office: Office, peer: String = "203.0.113.7") {
        self.office = office
        self.peer = peer
    }

    /// Opens a page; `path` is without `/gateways/phonetapi`.
    @discardableResult
    func open(_ path: String) -> Reply { ask(.get, path) }

    /// Sends a form with the token of this browser's pages.
    @discardableResult
    func send(_ path: String, _ values: [String: String] = [:]) -> Reply {
        send(path, pairs: values.map { ($0.key, $0.value) })
    }

    /// Sends a form with the token of this browser's pages. A field may occur more than once.
    @discardableResult
    func send(_ path: String, pairs: [(String, String)]) -> Reply {
        ask(.post, path, Browser.encoded(pairs + [(FormToken.field, formToken)]))
    }

    /// Sends a request with this browser's cookies, without adding a form token.
    func ask(
        _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil,
        type: String = "application/x-www-form-urlencoded", fields: HTTPFields = [:]
    ) -> Reply {
        var fields = fields
        if !cookies.isEmpty {
            fields[.cookie] = cookies.sorted { $0.key < $1.key }
                .map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        }
        let reply = office.ask(
            method, path, body, token: nil, type: type, fields: fields, peer: peer)
        for cookie in reply.fields[values: .setCookie] { keep(cookie) }
        return reply
    }

    /// The form token of this browser's pages.
    var formToken: String {
        FormToken.of(
            cookies["__Host-phonet_gateway"] ?? cookies["__Host-phonet_gateway_visit"] ?? "")
    }

    func lose(_ cookie: String) { cookies[cookie] = nil }
    func take(_ cookie: String, _ value: String) { cookies[cookie] = value }

    private func keep(_ cookie: String) {
        let pair = cookie.prefix { $0 != ";" }.split(
            separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard pair.count == 2 else { return }
        cookies[String(pair[0])] = cookie.contains("; Max-Age=0") ? nil : String(pair[1])
    }

    static func encoded(_ values: [String: String]) -> String {
        encoded(values.map { ($0.key, $0.value) })
    }

    private static func encoded(_ pairs: [(String, String)]) -> String {
        pairs.map { "\(PercentEncoding.encoded($0.0))=\(PercentEncoding.encoded($0.1))" }.joined(
            separator: "&")
    }
}
