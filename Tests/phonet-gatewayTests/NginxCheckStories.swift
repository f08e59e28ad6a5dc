import Foundation
import Testing

@testable import phonet_gateway

@Suite("What in nginx's configuration would catch messages before the gateway")
struct NginxCheckStories {
    /// As `nginx -T` prints it: the main file, a CRM's, and the gateway's.
    private func printed(_ block: String, http: String = "", isFirst: Bool = true) -> String {
        let include = "include phonet-gateway/phonet-gateway.conf;"
        return """
            nginx: the configuration file /etc/nginx/nginx.conf syntax is ok
            # configuration file /etc/nginx/nginx.conf:
            user www-data; # a comment with { and ;
            http {
                log_format main '$remote_addr "{" \\'quoted\\' ;';
                \(http)
                include /etc/nginx/sites-enabled/*;
            }

            # configuration file /etc/nginx/sites-enabled/crm:
            server {
                listen 443 ssl;
                server_name crm.example www.crm.example;
                \(isFirst ? include : "")
                \(block)
                location ~ "\\.php(?:/|$){1}" { fastcgi_pass unix:/run/php.sock; }
                content_by_lua_block { if x == "}" then return "{" end }
                \(isFirst ? "" : include)
            }

            # configuration file /etc/nginx/phonet-gateway/phonet-gateway.conf:
            if ($uri ~ ^/gateways/phonetapi(?:/|$)) {
                break;
            }
            location ^~ /gateways/phonetapi/ {
                location ~ ^/gateways/phonetapi/(?:h/|(?:customer_data|after_call_end|call)/?$) {
                    limit_req zone=phonet_gateway_unknown burst=100 nodelay;
                    auth_basic off;
                    auth_request off;
                    allow all;
                }
            }

            """
    }

    private static let catching = [
        "if (!-e $request_filename) { rewrite ^(.*)$ /index.php last; }",
        "if ($http_user_agent ~* (java|curl)) { return 403; }",
        "if ($request_method = POST) { return 405; }",
        "return 301 https://www.crm.example$request_uri;",
        "rewrite ^/(.*)$ /index.php?q=$1 last;",
        "rewrite ^ https://other.example$request_uri permanent;",
        "rewrite ^/(.*)/$ /$1 permanent;",
        "if ($host = crm.example) { return 301 https://www.crm.example$request_uri; }",
        "if ($http_referer = '') { return 444; }",
        "if (-f $document_root/maintenance.html) { return 503; }",
        "if ($maintenance) { return 503; }",
        "if ($remote_addr !~ ^10[.]) { return 403; }",
        "if ($uri !~ \"^/(index|assets)\") { rewrite ^ /index.php last; }",
    ]

    @Test(
        "A line that catches messages is named while it stands above the include",
        arguments: catching)
    func above(line: String) throws {
        let check = NginxCheck(printed(line, isFirst: false))
        let problem = try #require(check.problems.first)
        #expect(check.problems.count == 1)
        #expect(problem.place.description == "/etc/nginx/sites-enabled/crm:5")
        #expect(problem.what.contains("first line of the server block"))
        #expect(NginxCheck(printed(line)).problems.isEmpty)
    }

    @Test(
        "A line that leaves the gateway's addresses alone is no problem",
        arguments: [
            "if ($scheme = http) { return 301 https://$host$request_uri; }",
            "if (-f $request_filename) { rewrite ^ /file last; }",
            "if ($request_method !~ ^(GET|HEAD|POST)$) { return 405; }",
            "if ($request_uri ~* \"[.](bak|sql)$\") { return 404; }",
            "rewrite ^/old/(.*)$ /new/$1 permanent;", "if ($args ~* union) { return 403; }",
            "set $mobile 0;", "if ($http_user_agent ~ Mobile) { set $mobile 1; }",
            "if ($host = shop.example) { return 301 https://crm.example; }",
            "if ($uri ~ ^/gateways/) { break; } return 301 https://www.crm.example;",
            "error_page 404 /404.html;", "location / { return 403; }", "client_max_body_size 1k;",
        ])
    func harmless(line: String) {
        #expect(NginxCheck(printed(line, isFirst: false)).problems.isEmpty)
    }

    @Test(
        "What the gateway's file sets again is no problem, in the server block or around it",
        arguments: [
            "auth_basic CRM;", "allow 10.0.0.0/8; deny all;", "limit_req zone=crm;",
            "auth_request /signed-in;", "satisfy any; deny all;",
        ])
    func setAgain(line: String) {
        #expect(NginxCheck(printed(line)).problems.isEmpty)
        #expect(NginxCheck(printed("", http: line)).problems.isEmpty)
        // An older file of the gateway does not.
        let old = printed(line)
            .replacingOccurrences(of: "auth_basic off;", with: "")
            .replacingOccurrences(of: "auth_request off;", with: "")
            .replacingOccurrences(of: "allow all;", with: "")
            .replacingOccurrences(
                of: "limit_req zone=phonet_gateway_unknown burst=100 nodelay;", with: "")
        #expect(NginxCheck(old).problems.count == 1)
    }

    @Test(
        "What no file can set again is named wherever it stands",
        arguments: [
            "limit_conn crm 1;", "ssl_verify_client on;", "modsecurity on;", "auth_jwt CRM;",
            "access_by_lua_block { if x then ngx.exit(403) end }", "SecRulesEnabled;",
            "location /gateways/phonetapi/call { proxy_pass http://crm; }",
        ])
    func guards(line: String) {
        #expect(NginxCheck(printed(line)).problems.count == 1)
    }

    @Test("A twin of the server block without the include is named")
    func twins() throws {
        let plain = """
            server {
                listen 80;
                server_name crm.example;
                return 301 https://$host$request_uri;
            }
            server { listen 80; server_name other.example; return 404; }
            """
        let problem = try #require(NginxCheck(printed("", http: plain)).problems.first)
        #expect(problem.place.description == "/etc/nginx/nginx.conf:4")
        #expect(problem.why.contains("http://crm.example"))
        #expect(NginxCheck(printed("", http: plain)).problems.count == 1)
        #expect(NginxCheck(printed("", http: plain), isHTTPSOnly: true).problems.isEmpty)
        let encrypted = "server { listen 443 ssl; server_name www.crm.example; root /crm; }"
        #expect(NginxCheck(printed("", http: encrypted), isHTTPSOnly: true).problems.count == 1)
    }

    @Test("A redirect to https catches where the block also listens for http")
    func redirect() {
        let line = "listen 80; if ($scheme = http) { return 301 https://$host$request_uri; }"
        #expect(NginxCheck(printed(line, isFirst: false)).problems.count == 1)
        #expect(NginxCheck(printed(line)).problems.isEmpty)
    }

    @Test(
        "Whatever the text is, it is read to its end",
        arguments: [
            "", "{", "}", "}}}", "server {",
            "http { server { include phonet-gateway/phonet-gateway.conf;",
            "a 'b", "a \"b\\", "# configuration file :", "if (", "if () { return 1; } ; ; {{{{",
            "\\",
            String(repeating: "a {", count: 10_000),
        ])
    func torn(text: String) {
        _ = NginxCheck(text)
        _ = NginxCheck("http { server { include phonet-gateway/phonet-gateway.conf; \(text)")
    }
}
