//! The linear classifier: against scikit-learn, against damaged files, and for speed.

use diplotext::model::{ClassWeight, Model, Options, Row};

const EXAMPLES: u64 = 300;
const FEATURES: u64 = 40;

/// The same numbers as `tests/data/parity.py`.
fn example(i: u64) -> Vec<f64> {
    let value = |f: u64| match (i * 2_654_435_761 + f * 40_503 + i * f * 97) % 1009 {
        h if h >= 220 => 0.0,
        h if h % 3 != 0 => 1.0,
        _ => 0.5,
    };
    (0..FEATURES).map(value).collect()
}

fn label(i: u64, labels: usize) -> usize {
    let row = example(i);
    let noise = (i * 7919 % 5) as usize;
    let score = |k: usize| row.iter().skip(k).step_by(labels).sum::<f64>() + if noise == k { 1.2 } else { 0.0 };
    (0..labels).rev().max_by(|&a, &b| score(a).total_cmp(&score(b))).unwrap_or(0)
}

fn row(i: u64) -> Row {
    example(i).iter().enumerate().filter(|(_, x)| **x != 0.0).map(|(f, &x)| (format!("f{f:02}"), x)).collect()
}

fn rows() -> Vec<Row> {
    (0..EXAMPLES).map(row).collect()
}

fn labels(count: usize) -> Vec<String> {
    (0..EXAMPLES).map(|i| label(i, count).to_string()).collect()
}

#[test]
fn weights_and_predictions_are_those_of_scikit_learn() {
    let recorded = include_str!("data/parity.tsv");
    let mut lines = recorded.lines().filter(|l| !l.starts_with('#'));
    let mut cases = 0;
    while let Some(case) = lines.next() {
        let fields: Vec<&str> = case.split('\t').collect();
        let (name, k, c): (_, usize, f64) = (fields[1], fields[2].parse().unwrap(), fields[3].parse().unwrap());
        let class_weight = if fields[4] == "balanced" { ClassWeight::Balanced } else { ClassWeight::None };
        let options =
            Options { l2: 1.0 / c, class_weight, tol: 1e-8, max_iter: 5_000, min_documents: 1, ..Options::default() };
        let model = Model::fit(&rows(), &labels(k), &options).unwrap();
        let same = fields[5].chars().zip(0..).filter(|(p, i)| model.label(&row(*i)) == p.to_string()).count();
        assert!(same * 100 >= EXAMPLES as usize * 99, "{name}: {same} of {EXAMPLES} predictions agree");
        for label in 0..k {
            let expected: Vec<f64> = lines.next().unwrap().split('\t').skip(2).map(|x| x.parse().unwrap()).collect();
            assert!((f64::from(model.intercepts()[label]) - expected[0]).abs() < 1e-3, "{name}, intercept of {label}");
            for (f, x) in expected[1..].iter().enumerate() {
                let own = f64::from(model.weights(&format!("f{f:02}")).unwrap()[label]);
                assert!((own - x).abs() < 1e-3, "{name}, feature {f}, label {label}: {own}, scikit-learn {x}");
            }
        }
        cases += 1;
    }
    assert_eq!(cases, 4);
}

#[test]
fn the_order_of_features_in_a_row_changes_no_bit() {
    let backwards: Vec<Row> = rows()
        .into_iter()
        .map(|mut r| {
            r.reverse();
            r
        })
        .collect();
    let (a, b) =
        (Model::fit(&rows(), &labels(4), &Options::default()), Model::fit(&backwards, &labels(4), &Options::default()));
    assert_eq!(a.unwrap().to_bytes(), b.unwrap().to_bytes());
}

#[test]
fn explanation_sums_to_the_score() {
    let model = Model::fit(&rows(), &labels(4), &Options::default()).unwrap();
    for i in 0..EXAMPLES {
        let row = row(i);
        for (k, label) in model.labels().iter().enumerate() {
            let why = model.explain(&row, Some(label)).unwrap();
            let sum = why.intercept + why.features.iter().map(|f| f.1).sum::<f64>();
            assert!((sum - model.scores(&row)[k]).abs() < 1e-9);
            assert!((why.score - sum).abs() < 1e-9);
        }
        assert_eq!(model.explain(&row, None).unwrap().label, model.label(&row));
    }
    assert!(model.explain(&row(0), Some("none")).unwrap_err().to_string().contains("none"));
}

#[test]
fn probabilities_sum_to_one_and_unknown_features_count_nothing() {
    let model = Model::fit(&rows(), &labels(4), &Options::default()).unwrap();
    let mut with_unknown = row(3);
    with_unknown.push(("never seen".to_owned(), 5.0));
    assert_eq!(model.probabilities(&with_unknown), model.probabilities(&row(3)));
    assert!((model.probabilities(&[]).iter().sum::<f64>() - 1.0).abs() < 1e-12);
}

#[test]
fn a_saved_model_answers_the_same() {
    let options = Options { class_weight: ClassWeight::PerLabel(vec![("1".to_owned(), 2.0)]), ..Options::default() };
    let model = Model::fit(&rows(), &labels(4), &options).unwrap();
    let file = model.to_bytes();
    let again = Model::from_bytes(&file).unwrap();
    assert_eq!(again.options(), &options);
    assert_eq!(again.to_bytes(), file);
    (0..EXAMPLES).for_each(|i| assert_eq!(again.probabilities(&row(i)), model.probabilities(&row(i))));
}

/// A frame is checked as a whole: 10,000 flips spread over the file, and every cut.
#[test]
fn no_damaged_file_is_ever_read() {
    let file = Model::fit(&rows(), &labels(4), &Options::default()).unwrap().to_bytes();
    for n in 0..10_000 {
        let bit = n * 7_919 % (file.len() * 8);
        let mut bad = file.clone();
        bad[bit / 8] ^= 1 << (bit % 8);
        assert!(Model::from_bytes(&bad).is_err(), "bit {bit}");
    }
    (0..file.len()).for_each(|end| assert!(Model::from_bytes(&file[..end]).is_err(), "cut at {end}"));
    assert!(Model::from_bytes(&[file.clone(), vec![0]].concat()).is_err());
}

/// What passes the checksum is still not believed: the same content changed and sealed anew.
#[test]
fn content_that_cannot_be_is_refused_even_with_a_right_checksum() {
    let file = Model::fit(&rows(), &labels(4), &Options::default()).unwrap().to_bytes();
    let mut refused = 0;
    for at in 24..file.len() - 4 {
        let mut bad = file.clone();
        bad[at] = 0xff;
        let body = bad.len() - 4;
        let sum = crc32fast::hash(&bad[..body]).to_le_bytes();
        bad[body..].copy_from_slice(&sum);
        // Either a clear error or a model that can be asked: never a panic.
        match Model::from_bytes(&bad) {
            Ok(model) => assert_eq!(model.probabilities(&row(0)).len(), model.labels().len()),
            Err(e) => {
                assert!(e.to_string().contains("model"), "{e}");
                refused += 1;
            }
        }
    }
    assert!(refused > 200, "{refused}");
}

#[test]
fn what_cannot_be_fitted_says_why() {
    let one = vec![vec![("f".to_owned(), 1.0)]; 2];
    let nan = vec![vec![("f".to_owned(), f64::NAN)], vec![("f".to_owned(), 1.0)]];
    let cases: [(&[Row], &[&str], Options, &str); 7] = [
        (&one, &["a"], Options::default(), "labels"),
        (&one, &["a", "a"], Options::default(), "two or more"),
        (&nan, &["a", "b"], Options::default(), "finite"),
        (&one, &["a", "b"], Options { l2: 0.0, ..Options::default() }, "l2"),
        (&one, &["a", "b"], Options { tol: f64::NAN, ..Options::default() }, "tol"),
        (&one, &["a", "b"], Options { max_iter: 0, ..Options::default() }, "max_iter"),
        (
            &one,
            &["a", "b"],
            Options { class_weight: ClassWeight::PerLabel(vec![("c".into(), 1.0)]), ..Options::default() },
            "class_weight",
        ),
    ];
    for (rows, labels, options, expected) in cases {
        let error = Model::fit(rows, labels, &options).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }
}

#[test]
fn rare_features_are_left_out() {
    let mut rows = rows();
    rows[0].push(("once".to_owned(), 1.0));
    let model = Model::fit(&rows, &labels(4), &Options::default()).unwrap();
    assert!(model.weights("once").is_none() && model.weights("f00").is_some());
    let all = Model::fit(&rows, &labels(4), &Options { min_documents: 1, ..Options::default() }).unwrap();
    assert!(all.weights("once").is_some());
}

#[test]
fn a_model_is_never_fed_with_another_making_of_features() {
    let model = Model::fit(&rows(), &labels(4), &Options::default()).unwrap().with_feature_set("trial/1");
    let again = Model::from_bytes(&model.to_bytes()).unwrap();
    assert_eq!(again.feature_set(), "trial/1");
    let error = again.clone().for_features("trial/2").unwrap_err();
    assert!(error.is_data() && error.to_string().contains("trial/1"), "{error}");
    assert!(again.for_features("trial/1").is_ok());
}
