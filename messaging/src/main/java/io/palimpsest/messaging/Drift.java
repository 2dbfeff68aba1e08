package io.palimpsest.messaging;

import io.palimpsest.topic.AnyTopic;

/** One way in which the brokers or the registry differ from the catalogue. */
public sealed interface Drift {
  /** Name of what differs. */
  String subject();

  /** The difference as a sentence. */
  String description();

  /** The topic does not exist. */
  record MissingTopic(AnyTopic topic) implements Drift {
    @Override
    public String subject() {
      return topic.topicName();
    }

    @Override
    public String description() {
      return "topic is missing";
    }
  }

  /** The number of partitions differs; it is never changed, since keys would move. */
  record Partitions(AnyTopic topic, int expected, int actual) implements Drift {
    @Override
    public String subject() {
      return topic.topicName();
    }

    @Override
    public String description() {
      return "has " + actual + " partitions, expected " + expected;
    }
  }

  /** Partitions have another number of copies; moving copies is the cluster operator's work. */
  record Copies(AnyTopic topic, int expected, int actual) implements Drift {
    @Override
    public String subject() {
      return topic.topicName();
    }

    @Override
    public String description() {
      return "has " + actual + " copies, expected " + expected;
    }
  }

  /** A setting of the topic differs. */
  record Setting(AnyTopic topic, String name, String expected, String actual) implements Drift {
    @Override
    public String subject() {
      return topic.topicName();
    }

    @Override
    public String description() {
      return name + " is " + actual + ", expected " + expected;
    }
  }

  /** The subject does not hold the schema of this program. */
  record MissingSchema(AnyTopic topic) implements Drift {
    @Override
    public String subject() {
      return Subjects.of(topic);
    }

    @Override
    public String description() {
      return "schema is not registered";
    }
  }

  /** The registry checks another compatibility of the subject. */
  record Compatibility(AnyTopic topic, String expected, String actual) implements Drift {
    @Override
    public String subject() {
      return Subjects.of(topic);
    }

    @Override
    public String description() {
      return "compatibility is " + actual + ", expected " + expected;
    }
  }
}
