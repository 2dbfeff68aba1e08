package io.palimpsest.audit.log;

import io.palimpsest.audit.log.Policy.Peer;
import io.palimpsest.audit.log.Policy.Quorum;
import io.palimpsest.audit.note.MalformedNoteException;
import io.palimpsest.audit.note.SignatureType;
import io.palimpsest.audit.note.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one policy file, line by line. Octets above ASCII are opaque to the format, so each is read
 * as one character.
 */
final class PolicyReader {
  private static final int MOST_LINES = 1_000;
  private static final String NONE = "none";

  private final List<Peer> logs = new ArrayList<>();
  private final List<Peer> witnesses = new ArrayList<>();
  private final Map<String, Quorum> named = new HashMap<>();
  private final Set<String> members = new HashSet<>();
  private @Nullable Quorum quorum;

  Policy read(byte[] file) throws MalformedNoteException {
    String text = new String(file, StandardCharsets.ISO_8859_1);
    if (text.chars().anyMatch(c -> c != '\t' && c != '\n' && (c < 0x20 || c == 0x7F))) {
      throw new MalformedNoteException("a policy has no control characters");
    }
    if (!text.endsWith("\n")) {
      throw new MalformedNoteException("the last line of a policy does not end");
    }
    String[] lines = text.split("\n");
    if (lines.length > MOST_LINES) {
      throw new MalformedNoteException("a policy has at most " + MOST_LINES + " lines");
    }
    for (int number = 1; number <= lines.length; number++) {
      read(number, words(lines[number - 1]));
    }
    Quorum required = quorum;
    if (required == null) {
      throw new MalformedNoteException("a policy has a quorum line");
    }
    return new Policy(logs, witnesses, required);
  }

  private static List<String> words(String line) {
    List<String> words =
        Arrays.stream(line.split("[ \t]+")).filter(word -> !word.isEmpty()).toList();
    return !words.isEmpty() && words.getFirst().startsWith("#") ? List.of() : words;
  }

  private void read(int number, List<String> words) throws MalformedNoteException {
    if (words.isEmpty()) {
      return;
    }
    try {
      switch (words.getFirst()) {
        case "log" -> log(words);
        case "witness" -> witness(words);
        case "group" -> group(words);
        case "quorum" -> quorum(words);
        default -> throw new MalformedNoteException("there are no such lines");
      }
    } catch (MalformedNoteException wrong) {
      throw new MalformedNoteException("policy, line " + number + ": " + wrong.getMessage());
    }
  }

  private void log(List<String> words) throws MalformedNoteException {
    count(words, 2, 3);
    VerifierKey key = key(words.get(1), SignatureType.ED25519, logs);
    logs.add(new Peer(key.name(), key, at(words, 2)));
  }

  private void witness(List<String> words) throws MalformedNoteException {
    count(words, 3, 4);
    VerifierKey key = key(words.get(2), SignatureType.COSIGNATURE, witnesses);
    define(words.get(1), new Quorum.Witness(key));
    witnesses.add(new Peer(words.get(1), key, at(words, 3)));
  }

  private void group(List<String> words) throws MalformedNoteException {
    count(words, 4, Integer.MAX_VALUE);
    List<Quorum> group = new ArrayList<>();
    for (String name : words.subList(3, words.size())) {
      group.add(defined(name));
      if (!members.add(name)) {
        throw new MalformedNoteException("a name is a member once at most");
      }
    }
    long threshold =
        switch (words.get(2)) {
          case "any" -> 1;
          case "all" -> group.size();
          default -> Lines.number(words.get(2), "the threshold");
        };
    if (threshold < 1 || threshold > group.size()) {
      throw new MalformedNoteException("a threshold lies between 1 and the number of members");
    }
    define(words.get(1), new Quorum.Group((int) threshold, group));
  }

  private void quorum(List<String> words) throws MalformedNoteException {
    count(words, 2, 2);
    if (quorum != null) {
      throw new MalformedNoteException("there is one quorum line");
    }
    quorum = words.get(1).equals(NONE) ? new Quorum.None() : defined(words.get(1));
  }

  private static void count(List<String> words, int least, int most) throws MalformedNoteException {
    if (words.size() < least || words.size() > most) {
      throw new MalformedNoteException("wrong number of words");
    }
  }

  private static Optional<String> at(List<String> words, int place) {
    return place < words.size() ? Optional.of(words.get(place)) : Optional.empty();
  }

  private static VerifierKey key(String vkey, SignatureType type, List<Peer> known)
      throws MalformedNoteException {
    String text = new String(vkey.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    VerifierKey key = VerifierKey.parse(text);
    if (key.type() != type) {
      throw new MalformedNoteException("the key is not of the type of its line");
    }
    if (known.stream().anyMatch(peer -> peer.key().isSameKey(key))) {
      throw new MalformedNoteException("the key stands there twice");
    }
    return key;
  }

  private void define(String name, Quorum meaning) throws MalformedNoteException {
    if (name.equals(NONE) || named.putIfAbsent(name, meaning) != null) {
      throw new MalformedNoteException("the name is taken");
    }
  }

  private Quorum defined(String name) throws MalformedNoteException {
    Quorum meaning = named.get(name);
    if (meaning == null) {
      throw new MalformedNoteException("the name is not defined before");
    }
    return meaning;
  }
}
