package bot

import (
	"bufio"
	"context"
	"crypto/tls"
	"encoding/base64"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"time"
)

// dialPlain dials for ws:// addresses: a stand-in on loopback.
func dialPlain(ctx context.Context, addr string) (net.Conn, error) {
	var d net.Dialer
	return d.DialContext(ctx, "tcp", addr)
}

// dialTLS dials for wss:// addresses, through the proxy that the environment
// names, as public bodies often need.
func dialTLS(ctx context.Context, addr string) (net.Conn, error) {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, err
	}
	proxy, err := http.ProxyFromEnvironment(&http.Request{URL: &url.URL{Scheme: "https", Host: addr}})
	if err != nil {
		return nil, fmt.Errorf("read the proxy setting: %w", err)
	}
	var conn net.Conn
	if proxy == nil {
		conn, err = dialPlain(ctx, addr)
	} else {
		conn, err = dialProxy(ctx, proxy, addr)
	}
	if err != nil {
		return nil, err
	}
	secure := tls.Client(conn, &tls.Config{ServerName: host, MinVersion: tls.VersionTLS12})
	if err := secure.HandshakeContext(ctx); err != nil {
		_ = conn.Close()
		return nil, fmt.Errorf("secure the connection to %s: %w", host, err)
	}
	return secure, nil
}

// dialProxy asks an HTTP proxy for a tunnel (RFC 9110, section 9.3.6).
func dialProxy(ctx context.Context, proxy *url.URL, addr string) (net.Conn, error) {
	conn, err := dialPlain(ctx, proxy.Host)
	if err != nil {
		return nil, fmt.Errorf("reach the proxy %s: %w", proxy.Host, err)
	}
	if err := tunnel(ctx, conn, proxy.User, addr); err != nil {
		_ = conn.Close()
		return nil, fmt.Errorf("open a way through the proxy %s: %w", proxy.Host, err)
	}
	return conn, nil
}

func tunnel(ctx context.Context, conn net.Conn, login *url.Userinfo, addr string) error {
	req := &http.Request{Method: http.MethodConnect, URL: &url.URL{Opaque: addr}, Host: addr, Header: http.Header{}}
	if login != nil {
		password, _ := login.Password()
		pair := login.Username() + ":" + password
		req.Header.Set("Proxy-Authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte(pair)))
	}
	if deadline, ok := ctx.Deadline(); ok {
		_ = conn.SetDeadline(deadline)
		defer func() { _ = conn.SetDeadline(time.Time{}) }()
	}
	if err := req.Write(conn); err != nil {
		return err
	}
	resp, err := http.ReadResponse(bufio.NewReader(conn), req)
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("the proxy answered %s", resp.Status)
	}
	return nil
}
