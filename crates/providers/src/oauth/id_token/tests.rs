//! Tokens signed once with a key that was thrown away; only its public half is here.

use super::*;

const N: &str = "3gmFCl48FUGXAYGeKV60aogPaxB7uLui1vETqzh0Q-8ABrzSKJZCt4Uhf8TRaY77vsZ6sOobfuoiNQy8UxqqOgdRlKkHxPBHTF07GT5C2wk5i4dtqy_TLg23wHVCaciTTyodHh6zudR9Mm98ETYgRrzUWvs6MXJtlB8mNiGlMY5-l4MYhwF-NTnDL7cFj_KCMgx5bvOL4UuJBa36J3LVWecLQ0JTKUN2rnzrXMlFmCXhGqziaHPJH71QXU6040BGhAQGkB_9rfH-0yzMgKLQIZELEzXNXnnpGbkTXw5hSMm6ljRA1k71WV5UZFs9HSpGJDL7hjdueiCa4K3g8h603w";
const GOOD: &str = "eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIiwidHlwIjoiSldUIn0.eyJpc3MiOiJodHRwczovL2FjY291bnRzLmdvb2dsZS5jb20iLCJzdWIiOiIxMDAxIiwiYXVkIjoiY2xpZW50IiwiZXhwIjoxMDAwMDAzNjAwLCJpYXQiOjEwMDAwMDAwMDAsIm5vbmNlIjoibi0xIiwiZW1haWwiOiJhZGFAZXhhbXBsZS5vcmciLCJlbWFpbF92ZXJpZmllZCI6dHJ1ZSwibmFtZSI6IkFkYSJ9.1hEpF3SgT-UQs9VzkBX9bNBwpGqrPYmxt8Zag3jJqXPB23-QKLW3ggQXKP-gtgRlO4wzWHD9BASdLOMlPtsp53GFs8N1NZyYgV7ai2jILSZU4VTNcOfHvZ-evefbsGgf4PZkSPhzTjIZecj14gkGb5nm0__CWcHHhl9O8ZFiQk48V94Pgu10syBOeQzz2vAfy-RF9qjar7aVYGTeef5wwaSbet18y9237HLW3mqA5ga5AaMnRwZlUubXJ5E0ChWnyH-v_wTSV8_CMvYcvg_2Uwt4liIs9fN9JzI6iXvOdZkDGgnmVkfWHEMEXvpcy_-c107sGrdjnhRUiB_-xMpKBQ";
const SHORT_ISSUER: &str = "eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIiwidHlwIjoiSldUIn0.eyJpc3MiOiJhY2NvdW50cy5nb29nbGUuY29tIiwic3ViIjoiMTAwMSIsImF1ZCI6ImNsaWVudCIsImV4cCI6MTAwMDAwMzYwMCwiaWF0IjoxMDAwMDAwMDAwLCJub25jZSI6Im4tMSIsImVtYWlsIjoiYWRhQGV4YW1wbGUub3JnIiwiZW1haWxfdmVyaWZpZWQiOiJ0cnVlIiwibmFtZSI6IkFkYSJ9.0_wZc-vWdd-g5ZivOAP4bXgDwn7w0RbbqbewD4GkcpRnA217CG4qsNJqTaqoEwf2MaXWp4TmxLYlZoKSJPiGhYG4oSssaWw-3K3yAVWJRAkQN2o3XlUglozKYBg6AeyqpncgvTJ4KOSUeGdmQELn2mVxQYlDCDDIVKNSsR-8NuXHOCtDNIrFQaJMgfE29UB5ZquyTRfmwsG-33YV9UWr7JxIixAPZnIs9qaMn0byo2gtVJlkX7JIx45HsN419A18nDREkiTNkmPZ3wLT0wLMdvBHSRF652OF9H2-ByNRwNpvWCpaqppdN7TZq9KfA6yZSnIhzcVcgM4htyQ7S4vo0w";
const TWO_AUDIENCES: &str = "eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIiwidHlwIjoiSldUIn0.eyJpc3MiOiJodHRwczovL2FjY291bnRzLmdvb2dsZS5jb20iLCJzdWIiOiIxMDAxIiwiYXVkIjpbImNsaWVudCIsIm90aGVyIl0sImV4cCI6MTAwMDAwMzYwMCwiaWF0IjoxMDAwMDAwMDAwLCJub25jZSI6Im4tMSIsImVtYWlsIjoiYWRhQGV4YW1wbGUub3JnIiwiZW1haWxfdmVyaWZpZWQiOnRydWUsIm5hbWUiOiJBZGEifQ.KgEx32NZlALGRm_tQLEHgheN6H5FnQlJ8uE8Rrx0wJ1H90VBMrKSqnQB5kHtbPI91bsnM2kPKkx8IxAoMYdQ0noQjmnARXGI0lmQoSGKnH0ApPClf8X7ICHvKl2N2EU8MgMLY_OM_L8JHF7yTVUYyyQ71xhmBTIRbpnaQCCFC5pomFPajUN_oTeH_8pR9s2KtVERM8gloCkatC0v4Km82B41SgzBUefRJTEA6P_Z-LC9Vjjl55Q9i0uolL-dO-Fa5ZpbgtCbDiDG0gwkH_3tCe0NqRav9Ds3aVUqmIV32ZXCc5kzq4V2bxu0QkslYHR3Avlnwj_ASwoHCj5cgymEHg";
const TWO_AUDIENCES_OUR_PARTY: &str = "eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIiwidHlwIjoiSldUIn0.eyJpc3MiOiJodHRwczovL2FjY291bnRzLmdvb2dsZS5jb20iLCJzdWIiOiIxMDAxIiwiYXVkIjpbImNsaWVudCIsIm90aGVyIl0sImV4cCI6MTAwMDAwMzYwMCwiaWF0IjoxMDAwMDAwMDAwLCJub25jZSI6Im4tMSIsImVtYWlsIjoiYWRhQGV4YW1wbGUub3JnIiwiZW1haWxfdmVyaWZpZWQiOnRydWUsIm5hbWUiOiJBZGEiLCJhenAiOiJjbGllbnQifQ.q7pQYJUIj8MUvrLzNkH0tpI9yxQg-Vl79c4tynwaG9uYfGCwERLow7Tw9OhpmXDKng1-6I1YcYLv3Ikw-p6JfSAZTwSzW53d2IyH9WASiDaqJawWoW1ZwD7X23A09RvEybWqnC93YaYPqmozzXWV2P4wXP6KuCg0u8HwnYwI6FFD_FcJyfRUpg7Z2lpZHLwhimRLNxH8T_0z5N7RczFTfOTGytps_vkGaMeD4TReAmJOFMsAzfUtsBinYWOo1DdyD8XWyYl9ovSiBooypRwmwz4UvYzTbeQXullxfMM9g6gkh4uWd0tEDZOBkhIcjfGNSNS_zJ1LxK4fxZx0dbLKjg";
const OTHER_PARTY: &str = "eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIiwidHlwIjoiSldUIn0.eyJpc3MiOiJodHRwczovL2FjY291bnRzLmdvb2dsZS5jb20iLCJzdWIiOiIxMDAxIiwiYXVkIjoiY2xpZW50IiwiZXhwIjoxMDAwMDAzNjAwLCJpYXQiOjEwMDAwMDAwMDAsIm5vbmNlIjoibi0xIiwiZW1haWwiOiJhZGFAZXhhbXBsZS5vcmciLCJlbWFpbF92ZXJpZmllZCI6dHJ1ZSwibmFtZSI6IkFkYSIsImF6cCI6Im90aGVyIn0.UicWEy_KcvTagQ4pq2kFcWqDEbi4NzYTV8UYMwuXOAiVCBqO_yLKFT9mVaTAzDuuFKhu7CH7BeXRlqnhNTNysNlb0e3pinNnokZT6nNFxkV45CO0lSFgAGC6lqOdx8wActOP05veMKfsT2pey6z8ZtKpZ0Q6TtTVVZoG4fb5FTUVdgQxhs_-e0wqVFojnsVLei0TddHyJhNLBsiCCvHWV5v9dU4p61Alr_9wIPmZvUHfLvO88lrjs4FsA35pNOAaGfh9LGSabWaSNopg83oPKprGX0Bovj1h9SOzri4TKdqd7NZQIYinMgIEwj0UOwXH1bzXyVWcIlyLfDaYD8Yc0g";
const TEXT_EXPIRY: &str = "eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIiwidHlwIjoiSldUIn0.eyJpc3MiOiJodHRwczovL2FjY291bnRzLmdvb2dsZS5jb20iLCJzdWIiOiIxMDAxIiwiYXVkIjoiY2xpZW50IiwiZXhwIjoiMTAwMDAwMzYwMCIsImlhdCI6MTAwMDAwMDAwMCwibm9uY2UiOiJuLTEiLCJlbWFpbCI6ImFkYUBleGFtcGxlLm9yZyIsImVtYWlsX3ZlcmlmaWVkIjp0cnVlLCJuYW1lIjoiQWRhIn0.rDYWBhqsXnCxPZ-upCM6fkYmD8itTtLj1bYcn8ekLmSLAyny_bghNb22FXXQt4HNB3xeXPoCj60a9FEISbDupau4TWlG6E88GhaNKUiqz3EdvTT2-ekswIQ3dwNJoecGUnew3Y_Oc9j6xjDIdPvNROYgA7cJV8NQ6FSTnabVY_6fADIsR12XSahgSJZE1vUWxfsmEauLC6x7JAexRBkjFeqysPO9ecevEiZDM7AcK0kpSEm1-bOcb5lnV2yb_2UMWHqhJZJXiw6uXG7EWpM-Zuaa0mecLMBO3DvVFK8YCUzHtdtjEaS2NeS5VKHOUc6G2LFT4Q94P900MomG_X-_sQ";
const UNSIGNED: &str = "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.eyJpc3MiOiJodHRwczovL2FjY291bnRzLmdvb2dsZS5jb20iLCJzdWIiOiIxMDAxIiwiYXVkIjoiY2xpZW50IiwiZXhwIjoxMDAwMDAzNjAwLCJpYXQiOjEwMDAwMDAwMDAsIm5vbmNlIjoibi0xIiwiZW1haWwiOiJhZGFAZXhhbXBsZS5vcmciLCJlbWFpbF92ZXJpZmllZCI6dHJ1ZSwibmFtZSI6IkFkYSJ9.";
const MAC: &str = "eyJhbGciOiJIUzI1NiIsImtpZCI6ImsxIiwidHlwIjoiSldUIn0.eyJpc3MiOiJodHRwczovL2FjY291bnRzLmdvb2dsZS5jb20iLCJzdWIiOiIxMDAxIiwiYXVkIjoiY2xpZW50IiwiZXhwIjoxMDAwMDAzNjAwLCJpYXQiOjEwMDAwMDAwMDAsIm5vbmNlIjoibi0xIiwiZW1haWwiOiJhZGFAZXhhbXBsZS5vcmciLCJlbWFpbF92ZXJpZmllZCI6dHJ1ZSwibmFtZSI6IkFkYSJ9.tqsfijtnCz1Tdq0w9osrfZsCwz1uRPgg04SofanwTNQ";
const OTHER_KEY_NAME: &str = "eyJhbGciOiJSUzI1NiIsImtpZCI6ImsyIn0.eyJpc3MiOiJodHRwczovL2FjY291bnRzLmdvb2dsZS5jb20iLCJzdWIiOiIxMDAxIiwiYXVkIjoiY2xpZW50IiwiZXhwIjoxMDAwMDAzNjAwLCJpYXQiOjEwMDAwMDAwMDAsIm5vbmNlIjoibi0xIiwiZW1haWwiOiJhZGFAZXhhbXBsZS5vcmciLCJlbWFpbF92ZXJpZmllZCI6dHJ1ZSwibmFtZSI6IkFkYSJ9.UZDuFWzpBug6JQgMFbn58sRQDHjMaiHmIr9PfuOLfYg_R6JbCVHloByatIzSk2sT5_DFuQNOMpoZsektofsIe4J88mOa_fvsdtbDizL-KyhZjR9xFTsjoIm5QdTou_UdhCIE9qRCWTewoq6ffRby1AmAwcMXVLnFQd36XqHqEWTH_vUfTVQ4qtYFK8VhrptRbwNHIMyFHPdCv71VrOl9eGyTKOpy-4TukFHYHcKHG4xyG32RVLzrnZEHow06gPt8MDknUagsEojmu5Skn79ysW_KOI-Lwq1qAlA8c8ByYO1tn82v4P-3kMaAJw7sf3HJvB1SoQiXvjPSfMCkwGP0Sw";
const CRITICAL: &str = "eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIiwiY3JpdCI6WyJ4Il19.eyJpc3MiOiJodHRwczovL2FjY291bnRzLmdvb2dsZS5jb20iLCJzdWIiOiIxMDAxIiwiYXVkIjoiY2xpZW50IiwiZXhwIjoxMDAwMDAzNjAwLCJpYXQiOjEwMDAwMDAwMDAsIm5vbmNlIjoibi0xIiwiZW1haWwiOiJhZGFAZXhhbXBsZS5vcmciLCJlbWFpbF92ZXJpZmllZCI6dHJ1ZSwibmFtZSI6IkFkYSJ9.VXBLo8GTF6krSwhcoDhPClqaDzBkuK_SXqNBjyqJRjdwZZnv4LRxQySY4ujAY7FdRHKYfQwMoRD3ZpoZMpHG2OxONJqeq_2EvL1jKBfEqTrlp9Yv2r6mghuqHS0e9e8Yan3sMsJZckjQ-d96rHsSUWiIi81Aws5TBMvgUvx0O9Fz3MiJNGSDpymOHJp1ob1QBvzkSN82qepShQb23CfrqURKprsHLY9py1KmA3Pc5sMGQ6OEYW088T5aZPfkGYj3_ctD-LyQumS1YLdnTuXwWM_daMKe6_6PvUhHxLjETV-iqmJLC9GMITGLFG9DQnhGoagL8InzO0-jqtHw9dNryg";
const FORGED: &str = "eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIiwidHlwIjoiSldUIn0.eyJpc3MiOiJodHRwczovL2FjY291bnRzLmdvb2dsZS5jb20iLCJzdWIiOiIxIiwiYXVkIjoiY2xpZW50IiwiZXhwIjoxMDAwMDAzNjAwLCJpYXQiOjEwMDAwMDAwMDAsIm5vbmNlIjoibi0xIiwiZW1haWwiOiJhZGFAZXhhbXBsZS5vcmciLCJlbWFpbF92ZXJpZmllZCI6dHJ1ZSwibmFtZSI6IkFkYSJ9.1hEpF3SgT-UQs9VzkBX9bNBwpGqrPYmxt8Zag3jJqXPB23-QKLW3ggQXKP-gtgRlO4wzWHD9BASdLOMlPtsp53GFs8N1NZyYgV7ai2jILSZU4VTNcOfHvZ-evefbsGgf4PZkSPhzTjIZecj14gkGb5nm0__CWcHHhl9O8ZFiQk48V94Pgu10syBOeQzz2vAfy-RF9qjar7aVYGTeef5wwaSbet18y9237HLW3mqA5ga5AaMnRwZlUubXJ5E0ChWnyH-v_wTSV8_CMvYcvg_2Uwt4liIs9fN9JzI6iXvOdZkDGgnmVkfWHEMEXvpcy_-c107sGrdjnhRUiB_-xMpKBQ";

const EXPECTED: Expected<'_> =
    Expected { issuer: "https://accounts.google.com", audience: "client", nonce: "n-1", now_s: 1_000_000_100 };

fn keys() -> Vec<Jwk> {
    let key = |kid: &str, kty: &str| Jwk {
        kty: kty.to_owned(),
        kid: Some(kid.to_owned()),
        alg: Some("RS256".to_owned()),
        usage: Some("sig".to_owned()),
        n: Some(N.to_owned()),
        e: Some("AQAB".to_owned()),
    };
    vec![key("k1", "EC"), key("k1", "RSA")]
}

fn refusal(token: &str, expected: Expected<'_>) -> IdTokenError {
    verify(token, &keys(), expected).expect_err("must be refused")
}

#[test]
fn a_sound_token_is_believed() {
    let claims = verify(GOOD, &keys(), EXPECTED).expect("sound");
    assert_eq!(
        (claims.sub.as_str(), claims.email.as_deref(), claims.name.as_deref()),
        ("1001", Some("ada@example.org"), Some("Ada"))
    );
    assert!(claims.is_email_verified());
    assert!(verify(TWO_AUDIENCES_OUR_PARTY, &keys(), EXPECTED).is_ok());
}

#[test]
fn a_text_that_says_true_verifies_no_address() {
    let claims = verify(SHORT_ISSUER, &keys(), EXPECTED).expect("sound");
    assert!(!claims.is_email_verified());
}

#[test]
fn the_algorithm_is_not_up_for_choice() {
    for token in [UNSIGNED, MAC] {
        assert_eq!(refusal(token, EXPECTED), IdTokenError::Invalid("algorithm is not RS256"));
    }
    assert_eq!(refusal(CRITICAL, EXPECTED), IdTokenError::Invalid("unexpected kind of token"));
}

#[test]
fn an_unknown_key_is_worth_another_look() {
    assert_eq!(refusal(OTHER_KEY_NAME, EXPECTED), IdTokenError::UnknownKey);
}

#[test]
fn changed_claims_break_the_signature() {
    assert_eq!(refusal(FORGED, EXPECTED), IdTokenError::Invalid("signature does not fit"));
}

#[test]
fn every_claim_is_compared() {
    let cases = [
        (GOOD, Expected { issuer: "https://evil.example", ..EXPECTED }, "another issuer"),
        (GOOD, Expected { audience: "other", ..EXPECTED }, "made for another client"),
        (TWO_AUDIENCES, EXPECTED, "made for another client"),
        (OTHER_PARTY, EXPECTED, "made for another client"),
        (GOOD, Expected { nonce: "n-2", ..EXPECTED }, "another nonce"),
        (GOOD, Expected { nonce: "", ..EXPECTED }, "another nonce"),
        (GOOD, Expected { now_s: 1_000_003_660, ..EXPECTED }, "run out"),
        (GOOD, Expected { now_s: 999_999_939, ..EXPECTED }, "made at another time"),
        (TEXT_EXPIRY, EXPECTED, "claims or header of unexpected shape"),
        ("a.b", EXPECTED, "not a signed token"),
        ("a.b.c.d", EXPECTED, "not a signed token"),
    ];
    for (token, expected, reason) in cases {
        assert_eq!(refusal(token, expected), IdTokenError::Invalid(reason));
    }
    assert!(verify(GOOD, &keys(), Expected { now_s: 1_000_000_000 - LEEWAY_S, ..EXPECTED }).is_ok());
}
