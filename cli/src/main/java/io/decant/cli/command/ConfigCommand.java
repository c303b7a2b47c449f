package io.decant.cli.command;

import io.decant.cli.job.JobTemplate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Job files. */
@Command(
    name = "config",
    description = {"Helps with job files, which hold the settings of a run.", ""},
    subcommands = ConfigCommand.Init.class,
    footerHeading = "%nExamples:%n",
    footer = {"  decant config init > decant.yaml", "  decant migrate --config decant.yaml"})
final class ConfigCommand implements Runnable {
  @Mixin private HelpOption help;
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "What of it? Write decant config init.");
  }

  /** One to begin with. */
  @Command(
      name = "init",
      description = {"Prints a job file with every setting that there is, explained.", ""},
      footerHeading = "%nExamples:%n",
      footer = {
        "  decant config init > decant.yaml",
        "  Then edit it, and: decant migrate --config decant.yaml"
      })
  static final class Init implements Callable<Integer> {
    @Mixin private HelpOption help;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      Object root = spec.root().userObject();
      ((DecantCommand) root).console().out().print(JobTemplate.text());
      return 0;
    }
  }
}
