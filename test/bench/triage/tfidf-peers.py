"""TF-IDF of runs of one to three characters with a linear classifier: JSON on standard input and output."""
import json
import sys
import time

import numpy
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

kind = sys.argv[1]
given = json.load(sys.stdin)
classifier = LinearSVC(C=1.0, random_state=1) if kind == "svc" else LogisticRegression(C=30, max_iter=100)
started = time.process_time()
vectorizer = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), min_df=2, sublinear_tf=True)
classifier.fit(vectorizer.fit_transform(given["training"]), given["labels"])
trained = time.process_time()
features = vectorizer.transform(given["tested"])
if kind == "svc":
    scores = classifier.decision_function(features)
    scores = numpy.exp(3 * (scores - scores.max(axis=1, keepdims=True)))
    scores = scores / scores.sum(axis=1, keepdims=True)
else:
    scores = classifier.predict_proba(features)
done = time.process_time()
print(json.dumps({
    "labels": list(classifier.classes_),
    "scores": scores.round(6).tolist(),
    "trainSeconds": trained - started,
    "predictSeconds": done - trained,
}))
