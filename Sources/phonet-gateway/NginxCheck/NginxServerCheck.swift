/// Finds what would catch messages in one server block that includes the gateway.
struct NginxServerCheck {
    let server: NginxServer

    private static let moveUp = """
        let `include phonet-gateway/phonet-gateway.conf;` be the first line of the server block: \
        what stands behind it leaves the gateway's addresses alone.
        """
    private static let newFile = """
        the gateway's file in /etc/nginx/phonet-gateway is of an older version: install the one of \
        this version (a changed one lies beside it as .dpkg-dist).
        """

    /// An older file of the gateway does not end the phase in which these lines run.
    private var way: String {
        let file = server.gateway?.place.file
        let isOlder =
            file != nil
            && !server.directive.all("if").contains {
                $0.place.file == file && $0.block?.first?.name == "break"
            }
        return isOlder
            ? "\(NginxServerCheck.newFile) Then \(NginxServerCheck.moveUp)"
            : NginxServerCheck.moveUp
    }

    var problems: [NginxCheck.Problem] {
        beforeLocations + locations + access + guards
    }

    private func problem(_ directive: NginxDirective, _ why: String, _ what: String)
        -> NginxCheck.Problem
    {
        NginxCheck.Problem(
            place: directive.place, text: directive.text, server: server.title, why: why, what: what
        )
    }

    /// if, rewrite and return of the server block, which nginx runs before it chooses a location.
    private var beforeLocations: [NginxCheck.Problem] {
        var found: [NginxCheck.Problem] = []
        for directive in server.directives {
            switch directive.name {
            case "break": return found
            // The gateway's file, which is not among the files.
            case "include" where (directive.arguments.first ?? "").contains("phonet-gateway/"):
                return found
            case "return":
                return found + [
                    problem(
                        directive, "it answers every request before nginx looks for a location.",
                        way)
                ]
            case "rewrite":
                if let why = reason(ofRewrite: directive) {
                    found.append(problem(directive, why, way))
                }
            case "if":
                let likelihood = NginxCondition(directive.arguments).holds(for: server.request)
                guard likelihood != .never else { continue }
                let block = directive.block ?? []
                if let first = block.first, likelihood == .always, first.name == "break" {
                    return found
                }
                if let why = reason(of: block, likelihood) {
                    found.append(problem(directive, why, way))
                }
            default: break
            }
        }
        return found
    }

    private func reason(of block: [NginxDirective], _ likelihood: Likelihood) -> String? {
        for directive in block {
            switch directive.name {
            case "break": return nil
            case "return":
                let status = directive.arguments.first ?? ""
                let answer =
                    status.hasPrefix("3") || status.contains("://")
                    ? "a redirect, which clients follow without the body of the message"
                    : "an answer of nginx (\(status))"
                return likelihood == .always
                    ? "the condition holds for Phonet's messages: they get \(answer)."
                    : "where the condition holds, Phonet's messages get \(answer)."
            case "rewrite":
                guard let why = reason(ofRewrite: directive) else { continue }
                return likelihood == .always
                    ? "the condition holds for Phonet's messages: \(why)"
                    : "where the condition holds, \(why)"
            default: break
            }
        }
        return nil
    }

    /// Nil: it leaves the addresses of webhooks alone.
    private func reason(ofRewrite directive: NginxDirective) -> String? {
        guard let pattern = directive.arguments.first else { return nil }
        if let pattern = NginxPattern(pattern, isExact: true),
            !ExpectedRequest.pastedPaths.contains(where: pattern.matches)
        {
            return nil
        }
        return """
            the address of a message is rewritten before nginx looks for a location; the CRM gets \
            the message and may even answer 200.
            """
    }

    /// Locations that are chosen before the gateway's.
    private var locations: [NginxCheck.Problem] {
        server.directive.all("location").compactMap { location in
            guard let path = location.arguments.last, path.hasPrefix("/gateways/phonetapi"),
                location != server.gateway, path != "/gateways/phonetapi",
                location.place.file != server.gateway?.place.file
            else { return nil }
            return problem(
                location, "nginx prefers this location to the gateway's.",
                "remove it, or give it another path.")
        }
    }

    /// Access rules, which the gateway's file sets again since 0.7.
    private var access: [NginxCheck.Problem] {
        guard let webhooks = server.webhooks else { return [] }
        let handedDown = server.around + server.directives
        return handedDown.compactMap { directive in
            let reset: Bool
            switch directive.name {
            case "auth_basic", "auth_request":
                guard directive.arguments.first != "off" else { return nil }
                reset = webhooks.all(directive.name).contains { $0.arguments == ["off"] }
            case "allow", "deny":
                guard directive.name == "deny" else { return nil }
                reset = webhooks.all("allow").contains { $0.arguments == ["all"] }
            case "limit_req": reset = !webhooks.all("limit_req").isEmpty
            default: return nil
            }
            guard !reset else { return nil }
            return problem(
                directive, "the locations of Phonet's messages inherit it.",
                NginxServerCheck.newFile)
        }
    }

    /// What the gateway's file cannot set again.
    private var guards: [NginxCheck.Problem] {
        (server.around + server.directives).compactMap { directive in
            let value = directive.arguments.first ?? ""
            switch directive.name {
            case "limit_conn":
                guard server.webhooks?.all("limit_conn").isEmpty ?? true else { return nil }
                return problem(
                    directive,
                    "it counts Phonet's connections, too, and refuses some of a rush of calls.",
                    "move it into the CRM's own `location /`.")
            case "ssl_verify_client" where value == "on":
                return problem(
                    directive, "Phonet has no certificate of yours: nginx answers 400.",
                    "set it to `optional` and ask for the certificate in the CRM's own locations.")
            case "ssl_reject_handshake" where value == "on":
                return problem(
                    directive, "nobody gets a connection to this block.",
                    "give the names of the CRM a server block of their own.")
            case "modsecurity" where value == "on", "testcookie" where value == "on":
                return problem(
                    directive, "a filter of requests may refuse Phonet's messages.",
                    "switch it off for the gateway: put `\(directive.name) off;` into the location of webhooks in the gateway's file."
                )
            case "auth_jwt" where value != "off", "auth_digest" where value != "off",
                "auth_pam" where value != "off", "auth_ldap" where value != "off",
                "auth_gss" where value == "on", "auth_oidc" where value != "off":
                return problem(
                    directive, "Phonet cannot sign in: nginx refuses its messages.",
                    "put `\(directive.name) off;` into the location of webhooks in the gateway's file."
                )
            case "SecRulesEnabled":
                return problem(
                    directive, "a filter of requests may refuse Phonet's messages.",
                    "put `SecRulesDisabled;` into the location of webhooks in the gateway's file.")
            case _
            where directive.name.hasPrefix("access_by_lua")
                || directive.name.hasPrefix("rewrite_by_lua")
                || directive.name.hasPrefix("server_rewrite_by_lua")
                || directive.name.hasPrefix("perl_access") || directive.name == "js_access":
                return problem(
                    directive,
                    "a program decides about every request and may refuse Phonet's messages.",
                    "let it leave addresses alone that begin with /gateways/phonetapi/.")
            default: return nil
            }
        }
    }
}
